//! The address that a request names.

use kimo_calls::PbxId;

/// Which hook a path asks for. Nothing here is checked yet, and nothing here may be logged.
pub(crate) struct Address {
    /// The PBX, if the path has the shape of a hook's.
    pub(crate) pbx: Option<PbxId>,
    /// What stands where the token should; empty if the path has another shape.
    pub(crate) token: Vec<u8>,
    /// What stands below, segments with a slash between them; mostly nothing.
    pub(crate) below: String,
}

impl Address {
    /// Reads `/hooks/<pbx>/<token>`, and what a PBX may append to it.
    ///
    /// People paste addresses together from parts and type them into web forms, and tunnels
    /// rewrite them: empty segments (`//`, a slash at the end) count for nothing, `hooks` and the
    /// PBX may be in capitals, and `%61` is `a`. The token is compared as it stands.
    pub(crate) fn of_path(path: &str) -> Self {
        hook_segments(path).unwrap_or(Self {
            pbx: None,
            token: Vec::new(),
            below: String::new(),
        })
    }
}

fn hook_segments(path: &str) -> Option<Address> {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let hooks = percent_decoded(segments.next()?)?;
    let pbx = percent_decoded(segments.next()?)?;
    let token = percent_decoded(segments.next()?)?;
    if !hooks.eq_ignore_ascii_case(b"hooks") {
        return None;
    }
    let pbx = String::from_utf8(pbx.to_ascii_lowercase()).ok()?;
    Some(Address {
        pbx: pbx.parse().ok(),
        token,
        below: segments.collect::<Vec<_>>().join("/"),
    })
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
