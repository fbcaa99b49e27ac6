//! A plan, or words, as bytes: what a build makes of them once, so that a page need neither read nor check nor compile them.
//!
//! The bytes are for the engine of the same build and nobody else: they bear no names, and another version may lay them out
//! differently, so they begin with a mark of the version. The public form of a scheme is its compiled JSON. Numbers are variable-length,
//! texts stand once in a table, everything else follows in the order in which its type lists it.
//!
//! Bytes that bear another version's mark, or are not whole, give nothing, never a panic: reading on past the end gives noughts, and is
//! noted. Bytes of another build of the same version are not told apart: a build packs and loads its own.

use alloc::{borrow::ToOwned, boxed::Box, string::String, vec::Vec};

use crate::{BasisPoints, Date, Entries, Id, Months, Pence, Rank};

/// What the bytes begin with.
const MARK: &str = concat!("mentormark plan ", env!("CARGO_PKG_VERSION"));

/// How many places a list gets before its things are read: bytes that lie about its length cost no more than that.
const MOST_AT_ONCE: usize = 1_024;

/// How deep things may stand in one another: several times what JSON is allowed.
const DEEPEST: usize = 256;

/// Something that is packed and comes back the same.
pub(crate) trait Packed: Sized {
    /// Adds this to `to`.
    fn pack(&self, to: &mut Packer);
    /// The next of these in `from`.
    fn unpack(from: &mut Unpacker<'_>) -> Self;
}

/// Bytes being packed.
#[derive(Default)]
pub(crate) struct Packer {
    texts: Vec<String>,
    bytes: Vec<u8>,
}

/// Bytes being read.
pub(crate) struct Unpacker<'b> {
    rest: &'b [u8],
    depth: usize,
    texts: Vec<Id>,
    is_short: bool,
}

/// The bytes of something.
pub(crate) fn packed_bytes(what: &impl Packed) -> Vec<u8> {
    let mut packer = Packer::default();
    what.pack(&mut packer);
    let mut all = Packer::default();
    all.text(MARK);
    all.number(packer.texts.len());
    packer.texts.iter().for_each(|text| all.text(text));
    all.bytes.append(&mut packer.bytes);
    all.bytes
}

/// What was packed into `bytes`; `None` where another version did, or they are not whole.
pub(crate) fn unpacked<T: Packed>(bytes: &[u8]) -> Option<T> {
    let mut from = Unpacker { rest: bytes, depth: 0, texts: Vec::new(), is_short: false };
    if from.text() != MARK {
        return None;
    }
    for _ in 0..from.length() {
        let text = from.text().into();
        from.texts.push(text);
    }
    let what = T::unpack(&mut from);
    (!from.is_short && from.rest.is_empty()).then_some(what)
}

impl Packer {
    /// Adds a number of variable length.
    pub(crate) fn whole(&mut self, mut number: u64) {
        while number > 0x7f {
            self.byte((number & 0x7f) | 0x80);
            number >>= 7;
        }
        self.byte(number);
    }

    fn byte(&mut self, byte: u64) {
        self.bytes.push(u8::try_from(byte & 0xff).unwrap_or_default());
    }

    fn number(&mut self, number: usize) {
        self.whole(u64::try_from(number).unwrap_or(u64::MAX));
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// The place of a text in the table, where each stands once.
    fn place(&mut self, text: &str) -> usize {
        self.texts.iter().position(|other| other == text).unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len().saturating_sub(1)
        })
    }
}

impl Unpacker<'_> {
    /// The next variable-length number.
    pub(crate) fn whole(&mut self) -> u64 {
        let (mut number, mut shift) = (0u64, 0u32);
        loop {
            let Some((&byte, rest)) = self.rest.split_first() else {
                self.is_short = true;
                return 0;
            };
            self.rest = rest;
            number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
            if byte < 0x80 {
                return number;
            }
            shift = shift.saturating_add(7);
        }
    }

    /// The number of things that follow, each at least a byte.
    fn length(&mut self) -> usize {
        let length = usize::try_from(self.whole()).unwrap_or(usize::MAX);
        if length > self.rest.len() {
            self.is_short = true;
            return 0;
        }
        length
    }

    fn text(&mut self) -> &str {
        let length = self.length();
        let (text, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        let text = core::str::from_utf8(text);
        self.is_short |= text.is_err();
        text.unwrap_or_default()
    }

    /// Goes inside what is being read. Where that is too deep there is nothing more to read, and noughts hold nothing of their own kind.
    fn enter(&mut self) {
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEEPEST {
            self.is_short = true;
            self.rest = &[];
        }
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Notes that what stands here makes no sense, unless it does.
    pub(crate) fn refuse_unless(&mut self, makes_sense: bool) {
        self.is_short |= !makes_sense;
    }
}

/// Packs the fields of a struct in this order, or the variants of an enum by these numbers; the one of nought holds no other of its
/// kind, so that reading ends where bytes do.
macro_rules! packed {
    (struct $name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::packed::Packed for $name {
            fn pack(&self, to: &mut $crate::packed::Packer) {
                let Self { $($field),* } = self;
                $($crate::packed::Packed::pack($field, to);)*
            }
            fn unpack(from: &mut $crate::packed::Unpacker<'_>) -> Self {
                $(let $field = $crate::packed::Packed::unpack(from);)*
                Self { $($field),* }
            }
        }
    };
    (enum $name:ident {
        0 => $first:ident $(($($first_value:ident),*))? $({ $($first_field:ident),* })?
        $(, $number:literal => $variant:ident $(($($value:ident),*))? $({ $($field:ident),* })?)* $(,)?
    }) => {
        impl $crate::packed::Packed for $name {
            fn pack(&self, to: &mut $crate::packed::Packer) {
                match self {
                    Self::$first $(($($first_value),*))? $({ $($first_field),* })? => {
                        to.whole(0);
                        $($($crate::packed::Packed::pack($first_value, to);)*)?
                        $($($crate::packed::Packed::pack($first_field, to);)*)?
                    }
                    $(Self::$variant $(($($value),*))? $({ $($field),* })? => {
                        to.whole($number);
                        $($($crate::packed::Packed::pack($value, to);)*)?
                        $($($crate::packed::Packed::pack($field, to);)*)?
                    })*
                }
            }
            fn unpack(from: &mut $crate::packed::Unpacker<'_>) -> Self {
                match from.whole() {
                    $($number => {
                        $($(let $value = $crate::packed::Packed::unpack(from);)*)?
                        $($(let $field = $crate::packed::Packed::unpack(from);)*)?
                        Self::$variant $(($($value),*))? $({ $($field),* })?
                    })*
                    number => {
                        from.refuse_unless(number == 0);
                        $($(let $first_value = $crate::packed::Packed::unpack(from);)*)?
                        $($(let $first_field = $crate::packed::Packed::unpack(from);)*)?
                        Self::$first $(($($first_value),*))? $({ $($first_field),* })?
                    }
                }
            }
        }
    };
}
pub(crate) use packed;

impl Packed for bool {
    fn pack(&self, to: &mut Packer) {
        to.whole(u64::from(*self));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        from.whole() != 0
    }
}

/// Packs a number as a variable-length whole one.
macro_rules! packed_number {
    ($($number:ty),*) => {$(
        impl Packed for $number {
            fn pack(&self, to: &mut Packer) {
                to.whole(u64::try_from(*self).unwrap_or(u64::MAX));
            }

            fn unpack(from: &mut Unpacker<'_>) -> Self {
                let number = from.whole().try_into();
                from.refuse_unless(number.is_ok());
                number.unwrap_or_default()
            }
        }
    )*};
}
packed_number!(u8, u16, u32, u64, usize);

impl Packed for i64 {
    fn pack(&self, to: &mut Packer) {
        // The sign in the lowest bit, so that small numbers of either sign are short.
        to.whole(u64::from_ne_bytes((self.wrapping_shl(1) ^ self.wrapping_shr(63)).to_ne_bytes()));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        let whole = from.whole();
        let sign = (whole & 1).wrapping_neg();
        Self::from_ne_bytes((whole.wrapping_shr(1) ^ sign).to_ne_bytes())
    }
}

impl Packed for i32 {
    fn pack(&self, to: &mut Packer) {
        i64::from(*self).pack(to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        let number = i64::unpack(from).try_into();
        from.refuse_unless(number.is_ok());
        number.unwrap_or_default()
    }
}

impl Packed for Id {
    fn pack(&self, to: &mut Packer) {
        let place = to.place(self);
        to.number(place);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        let place = from.whole();
        let text = usize::try_from(place).ok().and_then(|place| from.texts.get(place).cloned());
        from.refuse_unless(text.is_some());
        text.unwrap_or_default()
    }
}

impl Packed for String {
    fn pack(&self, to: &mut Packer) {
        to.text(self);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        from.text().to_owned()
    }
}

impl Packed for Date {
    fn pack(&self, to: &mut Packer) {
        self.day_number().pack(to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        Self::of_day_number(i64::unpack(from))
    }
}

impl Packed for Rank {
    fn pack(&self, to: &mut Packer) {
        to.number(self.index());
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        let rank = Self::from_index(usize::unpack(from));
        from.refuse_unless(rank.is_some());
        rank.unwrap_or(Self::LOWEST)
    }
}

impl Packed for Months {
    fn pack(&self, to: &mut Packer) {
        self.get().pack(to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        let months = Self::new(u16::unpack(from));
        from.refuse_unless(months.is_some());
        months.unwrap_or_default()
    }
}

impl Packed for Pence {
    fn pack(&self, to: &mut Packer) {
        self.get().pack(to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        Self::within(u64::unpack(from))
    }
}

impl Packed for BasisPoints {
    fn pack(&self, to: &mut Packer) {
        self.get().pack(to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        let rate = Self::new(u16::unpack(from));
        from.refuse_unless(rate.is_some());
        rate.unwrap_or_default()
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, to: &mut Packer) {
        self.is_some().pack(to);
        if let Some(some) = self {
            some.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        (from.whole() != 0).then(|| T::unpack(from))
    }
}

impl<T: Packed> Packed for Box<T> {
    fn pack(&self, to: &mut Packer) {
        T::pack(self, to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        from.enter();
        let boxed = Self::new(T::unpack(from));
        from.leave();
        boxed
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, to: &mut Packer) {
        to.number(self.len());
        for each in self {
            each.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        let length = from.length();
        let mut all = Self::with_capacity(length.min(MOST_AT_ONCE));
        from.enter();
        while all.len() < length && !from.is_short {
            all.push(T::unpack(from));
        }
        from.leave();
        all
    }
}

impl<T: Packed> Packed for Box<[T]> {
    fn pack(&self, to: &mut Packer) {
        to.number(self.len());
        self.iter().for_each(|each| each.pack(to));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        Vec::unpack(from).into_boxed_slice()
    }
}

impl<T: Packed, K: Packed + Ord> Packed for Entries<T, K> {
    fn pack(&self, to: &mut Packer) {
        to.number(self.len());
        for (key, value) in self {
            key.pack(to);
            value.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        let all = Self::of(Vec::unpack(from));
        from.refuse_unless(all.is_some());
        all.unwrap_or_default()
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, to: &mut Packer) {
        self.0.pack(to);
        self.1.pack(to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Self {
        (A::unpack(from), B::unpack(from))
    }
}
