//! Whether the system holds notifications back, which it takes and says nothing of.

use std::{ffi::c_void, ptr};

use windows_sys::Win32::System::LibraryLoader::{GetModuleHandleW, GetProcAddress};

use crate::wide::wide;

/// Which notifications the system lets through at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Those of programs and people that its user has chosen: "priority only", or "do not disturb".
    PriorityOnly,
    /// Alarms only.
    AlarmsOnly,
}

/// Which notifications are held back, by the user or by one of the system's own rules (at full screen,
/// during a presentation, at night); none where all are let through, or where it cannot be known. No
/// document has this: the shell publishes it, and mail programs have read it since Windows 10.
pub fn focus() -> Option<Focus> {
    type Query = unsafe extern "system" fn(
        name: *const u64,
        kind: *const c_void,
        scope: *const c_void,
        stamp: *mut u32,
        into: *mut u32,
        size: *mut u32,
    ) -> i32;
    /// The quiet hours' profile that is in force.
    const NAME: u64 = 0x0D83_063E_A3BF_1C75;
    // SAFETY: the names end with a zero; every process has this library, for as long as it runs.
    let query = unsafe {
        let library = GetModuleHandleW(wide("ntdll.dll").as_ptr());
        GetProcAddress(library, c"NtQueryWnfStateData".as_ptr().cast())?
    };
    // SAFETY: this is how that function is called.
    let query =
        unsafe { std::mem::transmute::<unsafe extern "system" fn() -> isize, Query>(query) };
    let (mut stamp, mut profile, mut size) = (0, 0, 4);
    // SAFETY: what is pointed to lives, and the place has the size that is said.
    let code = unsafe {
        query(
            &NAME,
            ptr::null(),
            ptr::null(),
            &mut stamp,
            &mut profile,
            &mut size,
        )
    };
    (code == 0 && size == 4).then_some(profile).and_then(read)
}

fn read(profile: u32) -> Option<Focus> {
    match profile {
        1 => Some(Focus::PriorityOnly),
        2 => Some(Focus::AlarmsOnly),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_that_holds_nothing_back_or_does_not_say_so_is_believed_to_show_all() {
        assert_eq!(focus(), None);
        let profiles = [0, 1, 2, 3, u32::MAX];
        let read = profiles.map(read);
        let (priority, alarms) = (Some(Focus::PriorityOnly), Some(Focus::AlarmsOnly));
        assert_eq!(read, [None, priority, alarms, None, None]);
    }
}
