//! What is known of features whose names lie in the program, so that each is looked up once.

/// A feature whose name, in two parts, lies in the program.
pub type Feature = (&'static str, &'static str);

/// How many places there are; several times as many as features have names.
const PLACES: usize = 4096;

/// A value for each feature that was asked for. Features are told apart by where their names lie in the program: that is
/// quick, and one that lies in two places is known twice.
pub struct ByName<T> {
    values: Vec<(Feature, T)>,
    /// Numbers of values behind each other, plus one; 0 is nothing.
    places: Vec<u16>,
}

impl<T> ByName<T> {
    /// Nothing is known yet. There is room for the values of `room` features before it has to grow.
    #[must_use]
    pub fn with_room(room: usize) -> Self {
        Self { values: Vec::with_capacity(room), places: vec![0; PLACES] }
    }

    /// The value of `feature`, which `make` makes when it is asked for first.
    pub fn get(&mut self, feature: Feature, make: impl FnOnce() -> T) -> &T {
        let address = |name: &'static str| name.as_ptr().addr().wrapping_add(name.len());
        let hash = address(feature.0).wrapping_mul(0x9E37_79B1).wrapping_add(address(feature.1)) as u64;
        let mut place = (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % PLACES;
        loop {
            let number = usize::from(self.places[place]);
            if number == 0 {
                break;
            }
            let known = self.values[number - 1].0;
            if std::ptr::eq(known.0, feature.0) && std::ptr::eq(known.1, feature.1) {
                return &self.values[number - 1].1;
            }
            place = (place + 1) % PLACES;
        }
        self.values.push((feature, make()));
        // Where the places are half full a walk past those of others gets long; such a value is made again when it is asked for.
        if self.values.len() < PLACES / 2 {
            self.places[place] = self.values.len() as u16;
        }
        &self.values[self.values.len() - 1].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once() {
        let mut known = ByName::with_room(0);
        for (feature, expected) in [(("a=", "x"), 1), (("a=", "y"), 2), (("a=", "x"), 1), (("a", ""), 3)] {
            assert_eq!(*known.get(feature, || expected), expected);
        }
        assert_eq!(*known.get(("a=", "y"), || 9), 2);
    }
}
