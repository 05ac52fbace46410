//! Windows that nobody sees, which the system sends its messages to.

use std::{io, ptr};

use windows_sys::Win32::{
    Foundation::{HWND, LPARAM, LRESULT, WPARAM},
    System::LibraryLoader::GetModuleHandleW,
    UI::WindowsAndMessaging::{
        CreateWindowExW, DispatchMessageW, GetMessageW, MSG, RegisterClassW, WINDOW_EX_STYLE,
        WNDCLASSW,
    },
};

use crate::wide::wide;

/// The class of the window that hears of the session's end; the installer looks for it too.
pub(crate) const SESSION: &str = "KimoSession";

/// What a window does with what it is told.
pub(crate) type Procedure = unsafe extern "system" fn(HWND, u32, WPARAM, LPARAM) -> LRESULT;

/// Makes a window of a class of its own, for this thread, which must then [`listen`].
pub(crate) fn make(class: &str, style: WINDOW_EX_STYLE, procedure: Procedure) -> io::Result<isize> {
    let name = wide(class);
    // SAFETY: the name lives and ends with a zero; registering it once more is refused and does no
    // harm.
    let window = unsafe {
        let program = GetModuleHandleW(ptr::null());
        let class = WNDCLASSW {
            lpfnWndProc: Some(procedure),
            lpszClassName: name.as_ptr(),
            hInstance: program,
            ..WNDCLASSW::default()
        };
        RegisterClassW(&class);
        CreateWindowExW(
            style,
            name.as_ptr(),
            ptr::null(),
            0,
            0,
            0,
            0,
            0,
            ptr::null_mut(),
            ptr::null_mut(),
            program,
            ptr::null(),
        )
    };
    match window.is_null() {
        true => Err(io::Error::last_os_error()),
        false => Ok(window as isize),
    }
}

/// Has this thread's windows hear what they are told, until one of them asks to quit.
pub(crate) fn listen() {
    let mut message = MSG::default();
    // SAFETY: the place to write to lives.
    while unsafe { GetMessageW(&mut message, ptr::null_mut(), 0, 0) } > 0 {
        // SAFETY: what was written is passed on as it is.
        unsafe { DispatchMessageW(&message) };
    }
}
