//! The address that a request names.

use kimo_calls::Pbx;

/// Which hook a path asks for. Nothing here is checked yet, and nothing here may be logged.
pub(crate) struct Address {
    /// The PBX, if the path has the shape of a hook's and names one that Kimo speaks.
    pub(crate) pbx: Option<Pbx>,
    /// What stands where the token should; empty if the path has another shape.
    pub(crate) token: Vec<u8>,
}

impl Address {
    /// Reads `/hooks/<pbx>/<token>`.
    ///
    /// People paste addresses together from parts and type them into web forms, and tunnels
    /// rewrite them: empty segments (`//`, a slash at the end) count for nothing, `hooks` and the
    /// PBX may be in capitals, and `%61` is `a`. The token is compared as it stands.
    pub(crate) fn of_path(path: &str) -> Self {
        hook_segments(path).unwrap_or(Self {
            pbx: None,
            token: Vec::new(),
        })
    }
}

fn hook_segments(path: &str) -> Option<Address> {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let hooks = percent_decoded(segments.next()?)?;
    let pbx = percent_decoded(segments.next()?)?;
    let token = percent_decoded(segments.next()?)?;
    if segments.next().is_some() || !hooks.eq_ignore_ascii_case(b"hooks") {
        return None;
    }
    let pbx = Pbx::ALL
        .into_iter()
        .find(|known| known.as_str().as_bytes().eq_ignore_ascii_case(&pbx));
    Some(Address { pbx, token })
}

fn percent_decoded(segment: &str) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(segment.len());
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            let value = digit()? * 16 + digit()?;
            decoded.push(u8::try_from(value).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    Some(decoded)
}
