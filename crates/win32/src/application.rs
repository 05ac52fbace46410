//! Who this program is to the system: without being known to it, it may show no toast.

use std::{io, path::Path};

use windows_sys::Win32::{
    System::Registry::{HKEY_CURRENT_USER, REG_SZ, RegSetKeyValueW},
    UI::Shell::SetCurrentProcessExplicitAppUserModelID,
};

use crate::{access::done, wide::wide};

/// Registers an application for this user by its AppUserModelID, with the name that toasts bear
/// and, where there is one, the picture beside it; and says that this process is that application.
/// <https://learn.microsoft.com/windows/apps/design/shell/tiles-and-notifications/send-local-toast-other-apps>
pub fn register_application(id: &str, name: &str, picture: Option<&Path>) -> io::Result<()> {
    let key = format!(r"Software\Classes\AppUserModelId\{id}");
    set(&key, "DisplayName", &wide(name))?;
    if let Some(picture) = picture {
        set(&key, "IconUri", &wide(picture))?;
    }
    // SAFETY: the text lives and ends with a zero.
    let code = unsafe { SetCurrentProcessExplicitAppUserModelID(wide(id).as_ptr()) };
    match code {
        0.. => Ok(()),
        code => Err(io::Error::from_raw_os_error(code)),
    }
}

fn set(key: &str, value: &str, text: &[u16]) -> io::Result<()> {
    let size = u32::try_from(size_of_val(text)).map_err(io::Error::other)?;
    // SAFETY: all texts live and end with a zero, and the last is as long as is said.
    let code = unsafe {
        RegSetKeyValueW(
            HKEY_CURRENT_USER,
            wide(key).as_ptr(),
            wide(value).as_ptr(),
            REG_SZ,
            text.as_ptr().cast(),
            size,
        )
    };
    done(code)
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use windows_sys::Win32::System::Registry::{RRF_RT_REG_SZ, RegDeleteTreeW, RegGetValueW};

    use super::*;

    #[test]
    fn an_application_is_registered_with_its_name_for_this_user() {
        let id = format!("app.kimo.test.{}", std::process::id());
        register_application(&id, "Kimo’yu deneyen", None).unwrap();
        let key = format!(r"Software\Classes\AppUserModelId\{id}");
        assert_eq!(read(&key, "DisplayName"), "Kimo’yu deneyen");
        // SAFETY: the text ends with a zero.
        done(unsafe { RegDeleteTreeW(HKEY_CURRENT_USER, wide(&key).as_ptr()) }).unwrap();
    }

    fn read(key: &str, value: &str) -> String {
        let mut text = [0_u16; 64];
        let mut size = u32::try_from(size_of_val(&text)).unwrap();
        // SAFETY: the place is as large as is said.
        let code = unsafe {
            RegGetValueW(
                HKEY_CURRENT_USER,
                wide(key).as_ptr(),
                wide(value).as_ptr(),
                RRF_RT_REG_SZ,
                ptr::null_mut(),
                text.as_mut_ptr().cast(),
                &mut size,
            )
        };
        done(code).unwrap();
        let length = text.iter().position(|unit| *unit == 0).unwrap();
        String::from_utf16(&text[..length]).unwrap()
    }
}
