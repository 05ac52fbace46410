//! What a tunnel or a reverse proxy does, and nothing more: bytes from one port to another.

use std::{
    io::{self, copy},
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    thread,
};

/// Takes connections at a port of its own on this computer and carries them to `to`, as long as
/// the program runs. Gives the port.
///
/// # Errors
///
/// Where no port can be had.
pub fn forward(to: SocketAddr) -> io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || {
        for outside in listener.incoming() {
            let (outside, inside) = (outside?, TcpStream::connect(to)?);
            let (outside_too, inside_too) = (outside.try_clone()?, inside.try_clone()?);
            thread::spawn(move || carry(outside, inside));
            thread::spawn(move || carry(inside_too, outside_too));
        }
        Ok::<(), io::Error>(())
    });
    Ok(port)
}

/// An end of either side is the end of both; what breaks off is nobody's business here.
fn carry(mut from: TcpStream, mut to: TcpStream) {
    copy(&mut from, &mut to).ok();
    to.shutdown(Shutdown::Write).ok();
}
