//! Where on a screen the card stands.

use kimo_desk::api::Corner;
use tauri::{PhysicalPosition, PhysicalRect, PhysicalSize};

/// How wide it is, in logical pixels.
pub(super) const WIDTH: f64 = 380.0;
/// How far from the edges.
const MARGIN: f64 = 16.0;

/// The card's place and size in physical pixels, in a corner of the part of a screen that panels
/// leave free; no higher than that. What does not fit in is scrolled.
pub(super) fn place(
    corner: Corner,
    free: &PhysicalRect<i32, u32>,
    height: f64,
    scale: f64,
) -> (PhysicalPosition<f64>, PhysicalSize<f64>) {
    let (left, top) = (f64::from(free.position.x), f64::from(free.position.y));
    let (wide, high) = (f64::from(free.size.width), f64::from(free.size.height));
    let margin = MARGIN * scale;
    let width = (WIDTH * scale).min(wide);
    let height = (height * scale).min(high - 2.0 * margin).max(1.0);
    let x = match corner.is_on_the_left() {
        true => left + margin,
        false => left + wide - width - margin,
    };
    let y = match corner.is_at_the_top() {
        true => top + margin,
        false => top + high - height - margin,
    };
    (
        PhysicalPosition::new(x.max(left).round(), y.max(top).round()),
        PhysicalSize::new(width.round(), height.round()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_stands_in_its_corner_of_what_panels_leave_free() {
        let free = PhysicalRect {
            position: PhysicalPosition::new(1920, 30),
            size: PhysicalSize::new(1000, 700),
        };
        let at = |corner, height, scale| {
            let (position, size) = place(corner, &free, height, scale);
            [position.x, position.y, size.width, size.height]
        };
        let cases = [
            (Corner::TopLeft, 200.0, 1.0, [1936.0, 46.0, 380.0, 200.0]),
            (Corner::TopRight, 200.0, 1.0, [2524.0, 46.0, 380.0, 200.0]),
            (
                Corner::BottomLeft,
                200.0,
                1.0,
                [1936.0, 514.0, 380.0, 200.0],
            ),
            (
                Corner::BottomRight,
                200.0,
                1.0,
                [2524.0, 514.0, 380.0, 200.0],
            ),
            (
                Corner::BottomRight,
                200.0,
                1.5,
                [2326.0, 406.0, 570.0, 300.0],
            ),
            // Higher than the screen.
            (
                Corner::BottomRight,
                2000.0,
                1.0,
                [2524.0, 46.0, 380.0, 668.0],
            ),
            // Wider than it.
            (Corner::TopRight, 100.0, 3.0, [1920.0, 78.0, 1000.0, 300.0]),
        ];
        for (corner, height, scale, expected) in cases {
            assert_eq!(
                at(corner, height, scale),
                expected,
                "{corner:?} {height} {scale}"
            );
        }
    }
}
