//! Who may read a file: its access list.

use std::{io, path::Path, ptr};

use windows_sys::Win32::{
    Foundation::{CloseHandle, ERROR_INSUFFICIENT_BUFFER, HANDLE, LocalFree},
    Security::{
        ACCESS_ALLOWED_ACE, ACE_HEADER, ACL,
        Authorization::{
            ConvertSidToStringSidW, ConvertStringSecurityDescriptorToSecurityDescriptorW,
            GetNamedSecurityInfoW, SDDL_REVISION_1, SE_FILE_OBJECT, SetNamedSecurityInfoW,
        },
        DACL_SECURITY_INFORMATION, GetAce, GetSecurityDescriptorDacl, GetTokenInformation,
        INHERIT_ONLY_ACE, PROTECTED_DACL_SECURITY_INFORMATION, PSECURITY_DESCRIPTOR, PSID,
        SetFileSecurityW, TOKEN_QUERY, TOKEN_USER, TokenUser,
    },
    System::Threading::{GetCurrentProcess, OpenProcessToken},
};

use crate::wide::wide;

/// Lets nobody but this user read or change a file or a directory, and what is made in the
/// directory from now on; besides them only the system itself and its administrators, who can give
/// themselves that right anyway.
pub fn close_to_others(path: &Path) -> io::Result<()> {
    let inherited = if path.is_dir() { "OICI" } else { "" };
    let entries = [&user()?, "SY", "BA"].map(|who| format!("(A;{inherited};FA;;;{who})"));
    let list = Descriptor::read(&format!("D:P{}", entries.concat()))?;
    let dacl = list.dacl()?;
    let name = wide(path);
    let which = DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION;
    // This hands it down to what is in the directory already.
    // SAFETY: the name ends with a zero, the list lives until the end of this function, and what is
    // not to be changed is null.
    let set = || unsafe {
        SetNamedSecurityInfoW(
            name.as_ptr(),
            SE_FILE_OBJECT,
            which,
            ptr::null_mut(),
            ptr::null_mut(),
            dacl,
            ptr::null(),
        )
    };
    unless_it_grows(set)?;
    // Wine has added to it what the directory above hands down, though it is not to: so once more,
    // exactly as it is.
    // SAFETY: the name ends with a zero, and the descriptor is whole.
    yes(unsafe { SetFileSecurityW(name.as_ptr(), which, list.0) })
}

/// Whether anybody but this user, the system and its administrators may do anything with a file or
/// a directory.
pub fn is_open_to_others(path: &Path) -> io::Result<bool> {
    const SYSTEM: &str = "S-1-5-18";
    const ADMINISTRATORS: &str = "S-1-5-32-544";
    const OWNER_RIGHTS: &str = "S-1-3-4";
    let kept = Descriptor::of(path)?;
    let dacl = kept.dacl()?;
    if dacl.is_null() {
        // No list at all lets everybody in.
        return Ok(true);
    }
    let ours = [&user()?, SYSTEM, ADMINISTRATORS, OWNER_RIGHTS];
    for sid in allowed(dacl)? {
        if !ours.contains(&sid.as_str()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whom a list lets do anything, by their security identifiers.
fn allowed(dacl: *const ACL) -> io::Result<Vec<String>> {
    const ACCESS_ALLOWED: u8 = 0;
    // SAFETY: the caller's list is whole, as the system gave it.
    let count = unsafe { (*dacl).AceCount };
    let mut allowed = Vec::new();
    for index in 0..u32::from(count) {
        let mut entry = ptr::null_mut();
        // SAFETY: the list is whole, the index within it.
        yes(unsafe { GetAce(dacl, index, &mut entry) })?;
        // SAFETY: every entry begins with its header.
        let ACE_HEADER {
            AceType, AceFlags, ..
        } = unsafe { *entry.cast() };
        if AceType == ACCESS_ALLOWED && u32::from(AceFlags) & INHERIT_ONLY_ACE == 0 {
            let entry: *mut ACCESS_ALLOWED_ACE = entry.cast();
            // SAFETY: an entry of this type ends with an identifier, which begins here.
            let sid = unsafe { &raw mut (*entry).SidStart };
            allowed.push(text_of(sid.cast())?);
        }
    }
    Ok(allowed)
}

/// The security identifier of whom this process runs for.
fn user() -> io::Result<String> {
    let mut token: HANDLE = ptr::null_mut();
    // SAFETY: the process's own handle needs no closing; the place to write to lives.
    yes(unsafe { OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &mut token) })?;
    let token = Handle(token);
    // An identifier has 68 bytes at most, and what points to it 16 before them. Words, because what
    // is written begins with a pointer.
    let mut written = [0_u64; 16];
    let size = u32::try_from(size_of_val(&written)).unwrap_or_default();
    let mut needed = 0;
    // SAFETY: the place is as large as is said.
    yes(unsafe {
        GetTokenInformation(
            token.0,
            TokenUser,
            written.as_mut_ptr().cast(),
            size,
            &mut needed,
        )
    })?;
    // SAFETY: that is what was asked for, and its pointer points into the same place.
    let user: TOKEN_USER = unsafe { *written.as_ptr().cast() };
    text_of(user.User.Sid)
}

fn text_of(sid: PSID) -> io::Result<String> {
    let mut text: *mut u16 = ptr::null_mut();
    // SAFETY: the identifier is whole, as the system gave it; the place to write to lives.
    yes(unsafe { ConvertSidToStringSidW(sid, &mut text) })?;
    // SAFETY: the system has written a text that ends with a zero.
    let units = (0..)
        .map(|at| unsafe { *text.add(at) })
        .take_while(|unit| *unit != 0);
    let read = char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    // SAFETY: it is ours to free, and read no more.
    unsafe { LocalFree(text.cast()) };
    Ok(read)
}

/// A list as the system keeps it, freed when dropped.
struct Descriptor(PSECURITY_DESCRIPTOR);

impl Descriptor {
    /// From its text:
    /// <https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format>.
    fn read(text: &str) -> io::Result<Self> {
        let text = wide(text);
        let mut descriptor: PSECURITY_DESCRIPTOR = ptr::null_mut();
        // SAFETY: the text ends with a zero; the place to write to lives; the size is not wanted.
        yes(unsafe {
            ConvertStringSecurityDescriptorToSecurityDescriptorW(
                text.as_ptr(),
                SDDL_REVISION_1,
                &mut descriptor,
                ptr::null_mut(),
            )
        })?;
        Ok(Self(descriptor))
    }

    /// The one of a file or a directory, with its access list and nothing else.
    fn of(path: &Path) -> io::Result<Self> {
        let name = wide(path);
        let mut descriptor: PSECURITY_DESCRIPTOR = ptr::null_mut();
        // SAFETY: the name ends with a zero; the place to write to lives; what is not asked for is
        // null.
        let read = || unsafe {
            GetNamedSecurityInfoW(
                name.as_ptr(),
                SE_FILE_OBJECT,
                DACL_SECURITY_INFORMATION,
                ptr::null_mut(),
                ptr::null_mut(),
                ptr::null_mut(),
                ptr::null_mut(),
                &mut descriptor,
            )
        };
        unless_it_grows(read)?;
        Ok(Self(descriptor))
    }

    /// The access list in it, for as long as it lives; null where it has none.
    fn dacl(&self) -> io::Result<*mut ACL> {
        let (mut present, mut defaulted) = (0, 0);
        let mut dacl: *mut ACL = ptr::null_mut();
        // SAFETY: the descriptor is whole; the places to write to live.
        yes(unsafe { GetSecurityDescriptorDacl(self.0, &mut present, &mut dacl, &mut defaulted) })?;
        Ok(dacl)
    }
}

impl Drop for Descriptor {
    fn drop(&mut self) {
        // SAFETY: the system gave it to be freed so.
        unsafe { LocalFree(self.0) };
    }
}

struct Handle(HANDLE);

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: it is ours, and used no more.
        unsafe { CloseHandle(self.0) };
    }
}

fn yes(answer: i32) -> io::Result<()> {
    match answer {
        0 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}

pub(crate) fn done(code: u32) -> io::Result<()> {
    match code {
        0 => Ok(()),
        code => Err(io::Error::from_raw_os_error(code.cast_signed())),
    }
}

/// Does what reads a list that others may change: the system asks how long it is before it reads
/// it, and fails where it has grown in between. Then once more; nobody changes one often.
fn unless_it_grows(mut code: impl FnMut() -> u32) -> io::Result<()> {
    const ENOUGH: usize = 1_000;
    let grown = |code: &u32| *code == ERROR_INSUFFICIENT_BUFFER;
    let settled = (0..ENOUGH).map(|_| code()).find(|code| !grown(code));
    done(settled.unwrap_or(ERROR_INSUFFICIENT_BUFFER))
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        sync::atomic::{AtomicBool, Ordering},
        thread,
    };

    use super::*;

    #[test]
    fn a_file_is_closed_to_others_and_still_its_owners() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secrets.json");
        fs::write(&file, "mine").unwrap();
        open_to_everybody(&file);
        assert!(is_open_to_others(&file).unwrap());
        close_to_others(&file).unwrap();
        assert!(!is_open_to_others(&file).unwrap());
        assert_eq!(fs::read(&file).unwrap(), b"mine");
        fs::write(&file, "and to be written").unwrap();
    }

    #[test]
    fn a_directory_is_closed_to_others_and_still_its_owners() {
        let folder = tempfile::tempdir().unwrap();
        open_to_everybody(folder.path());
        assert!(is_open_to_others(folder.path()).unwrap());
        close_to_others(folder.path()).unwrap();
        assert!(!is_open_to_others(folder.path()).unwrap());
        fs::write(folder.path().join("new"), "made in it").unwrap();
    }

    #[test]
    fn a_list_that_another_makes_longer_meanwhile_is_read_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list.lock");
        fs::write(&file, "").unwrap();
        let looked = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !looked.load(Ordering::Relaxed) {
                    open_to_everybody(&file);
                    close_to_others(&file).unwrap();
                }
            });
            let look = || is_open_to_others(&file).and_then(|_| close_to_others(&file));
            let seen: Vec<_> = (0..500).map(|_| look()).collect();
            looked.store(true, Ordering::Relaxed);
            for look in seen {
                look.unwrap();
            }
        });
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing");
        let error = close_to_others(&missing).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        assert!(is_open_to_others(&missing).is_err());
    }

    /// `WD` is everybody.
    fn open_to_everybody(path: &Path) {
        let list = Descriptor::read("D:(A;;FA;;;WD)").unwrap();
        let dacl = list.dacl().unwrap();
        let name = wide(path);
        // SAFETY: as above.
        let set = || unsafe {
            SetNamedSecurityInfoW(
                name.as_ptr(),
                SE_FILE_OBJECT,
                DACL_SECURITY_INFORMATION,
                ptr::null_mut(),
                ptr::null_mut(),
                dacl,
                ptr::null(),
            )
        };
        unless_it_grows(set).unwrap();
    }
}
