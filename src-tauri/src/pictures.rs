//! The pictures of tray and popups, drawn beforehand by `icons/draw.mjs`.

#[cfg(target_os = "linux")]
use std::sync::LazyLock;

#[cfg(target_os = "linux")]
use kimo_desk::PopupKind;
use kimo_desk::TrayIcon;

/// A square picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Its side in pixels.
    pub(crate) size: u32,
    /// Four bytes a pixel, row by row, not premultiplied.
    pub(crate) rgba: Vec<u8>,
}

/// The tray icon in every size it was drawn in, so that none need be scaled.
pub(crate) fn tray(icon: TrayIcon) -> Vec<Picture> {
    STRIPS
        .iter()
        .filter_map(|strip| cut(&decode(strip)?, place(icon)))
        .collect()
}

/// The picture beside the text of a popup.
#[cfg(target_os = "linux")]
pub(crate) fn popup(kind: PopupKind) -> Option<&'static Picture> {
    static RINGING: Drawn = Drawn::new(|| whole(include_bytes!("../icons/popup-ringing.png")));
    static ANSWERED: Drawn = Drawn::new(|| whole(include_bytes!("../icons/popup-answered.png")));
    static MISSED: Drawn = Drawn::new(|| whole(include_bytes!("../icons/popup-missed.png")));
    let drawn = match kind {
        PopupKind::Notice => return None,
        PopupKind::Ringing => &RINGING,
        PopupKind::Answered => &ANSWERED,
        PopupKind::Missed | PopupKind::SeveralMissed(_) | PopupKind::Reminder(_) => &MISSED,
    };
    drawn.as_ref()
}

/// Decoded once, when it is first needed.
#[cfg(target_os = "linux")]
type Drawn = LazyLock<Option<Picture>>;

const STRIPS: [&[u8]; 4] = [
    include_bytes!("../icons/tray-22.png"),
    include_bytes!("../icons/tray-24.png"),
    include_bytes!("../icons/tray-32.png"),
    include_bytes!("../icons/tray-48.png"),
];

/// Where an icon stands in a strip: without a number, 1 to 9, 9+; the same eleven with the sign
/// for "do not disturb"; blind.
fn place(icon: TrayIcon) -> usize {
    const NUMBERS: usize = 11;
    if icon.blind {
        return 2 * NUMBERS;
    }
    let number = usize::try_from(icon.missed).map_or(NUMBERS - 1, |n| n.min(NUMBERS - 1));
    number + if icon.do_not_disturb { NUMBERS } else { 0 }
}

struct Strip {
    width: usize,
    height: usize,
    rgba: Vec<u8>,
}

/// `None` for what `draw.mjs` did not draw, which the tests below exclude.
fn decode(png: &[u8]) -> Option<Strip> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut rgba).ok()?;
    (info.color_type == png::ColorType::Rgba && info.bit_depth == png::BitDepth::Eight).then_some(
        Strip {
            width: info.width as usize,
            height: info.height as usize,
            rgba,
        },
    )
}

#[cfg(target_os = "linux")]
fn whole(png: &[u8]) -> Option<Picture> {
    cut(&decode(png)?, 0)
}

fn cut(strip: &Strip, place: usize) -> Option<Picture> {
    const PIXEL: usize = 4;
    let side = strip.height;
    let mut rgba = Vec::with_capacity(side * side * PIXEL);
    for row in strip.rgba.chunks_exact(strip.width * PIXEL) {
        rgba.extend_from_slice(row.get(place * side * PIXEL..(place + 1) * side * PIXEL)?);
    }
    let size = u32::try_from(side).ok()?;
    Some(Picture { size, rgba })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_state_of_the_tray_has_its_own_picture_in_every_size() {
        let mut seen = HashSet::new();
        let icon = TrayIcon::default();
        for missed in 0..=10 {
            for do_not_disturb in [false, true] {
                let pictures = tray(TrayIcon {
                    missed,
                    do_not_disturb,
                    ..icon
                });
                let sizes: Vec<u32> = pictures.iter().map(|picture| picture.size).collect();
                assert_eq!(sizes, [22, 24, 32, 48]);
                assert!(
                    pictures
                        .into_iter()
                        .all(|picture| seen.insert(picture.rgba))
                );
            }
        }
        let blind = tray(TrayIcon {
            blind: true,
            ..icon
        });
        assert_eq!(blind.len(), 4);
        assert!(blind.into_iter().all(|picture| seen.insert(picture.rgba)));
    }

    #[test]
    fn more_than_nine_is_one_picture() {
        let missed = |missed| {
            tray(TrayIcon {
                missed,
                ..TrayIcon::default()
            })
        };
        assert_eq!(missed(10), missed(4_000_000_000));
        assert_ne!(missed(9), missed(10));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn every_popup_has_its_own_picture() {
        let pictures: HashSet<_> = [PopupKind::Ringing, PopupKind::Answered, PopupKind::Missed]
            .into_iter()
            .map(|kind| &popup(kind).unwrap().rgba)
            .collect();
        assert_eq!(pictures.len(), 3);
    }
}
