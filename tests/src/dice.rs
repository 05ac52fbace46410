//! Chance that can be had again.

/// SplitMix64: the same seed always throws the same.
#[derive(Clone, Debug)]
pub struct Dice(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Dice {
    /// Dice of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(STEP))
    }

    /// Dice of their own for one purpose of several: however often they are thrown, the others
    /// throw the same.
    pub fn apart(seed: u64, purpose: u64) -> Self {
        Self(mixed(mixed(seed).wrapping_add(purpose.wrapping_mul(STEP))))
    }

    /// Less than `below`.
    pub fn throw(&mut self, below: u32) -> u32 {
        self.0 = self.0.wrapping_add(STEP);
        (mixed(self.0) % u64::from(below)) as u32
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.throw(from.len() as u32) as usize]
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.throw(100) < percent
    }

    /// A number from the first to the last.
    pub fn within(&mut self, first: u32, last: u32) -> u32 {
        first + self.throw(last - first + 1)
    }

    /// Sixteen bytes.
    pub fn bytes(&mut self) -> [u8; 16] {
        std::array::from_fn(|_| self.throw(256) as u8)
    }
}

fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
