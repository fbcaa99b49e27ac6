//! Which change is made: put beside the modules of the copied engine by `xtask mutants`, never part of the project's own builds.
#![allow(dead_code, reason = "which of these are called depends on where changes were found")]

extern crate std;

use core::cmp::Ordering;
use std::sync::LazyLock;

static CHOSEN: LazyLock<u32> =
    LazyLock::new(|| std::env::var("MENTORMARK_MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(0));

/// The number of the change that is made; 0 where none is.
pub(crate) fn chosen() -> u32 {
    *CHOSEN
}

/// Whether change `number` is made.
pub(crate) fn is(number: u32) -> bool {
    chosen() == number
}

macro_rules! pairs {
    ($(#[$which:meta])* $trait:ident for $type:ty { $($name:ident($($given:ident: $kind:ty),*) -> $gives:ty = $one:ident, $other:ident;)* }) => {
        $(#[$which])*
        pub(crate) trait $trait: Sized { $(fn $name(self, number: u32, $($given: $kind),*) -> $gives;)* }
        impl $trait for $type {
            $(fn $name(self, number: u32, $($given: $kind),*) -> $gives {
                if is(number) { self.$other($($given),*) } else { self.$one($($given),*) }
            })*
        }
    };
}

pairs! { OfOrdering for Ordering {
    mutant_is_lt() -> bool = is_lt, is_le;
    mutant_is_le() -> bool = is_le, is_lt;
    mutant_is_gt() -> bool = is_gt, is_ge;
    mutant_is_ge() -> bool = is_ge, is_gt;
    mutant_is_eq() -> bool = is_eq, is_ne;
    mutant_is_ne() -> bool = is_ne, is_eq;
} }

pub(crate) trait OfOption<T>: Sized {
    fn mutant_is_some(&self, number: u32) -> bool;
    fn mutant_is_none(&self, number: u32) -> bool;
    fn mutant_is_some_and(self, number: u32, so: impl FnOnce(T) -> bool) -> bool;
    fn mutant_is_none_or(self, number: u32, so: impl FnOnce(T) -> bool) -> bool;
}

impl<T> OfOption<T> for Option<T> {
    fn mutant_is_some(&self, number: u32) -> bool {
        self.is_some() != is(number)
    }
    fn mutant_is_none(&self, number: u32) -> bool {
        self.is_none() != is(number)
    }
    fn mutant_is_some_and(self, number: u32, so: impl FnOnce(T) -> bool) -> bool {
        self.map_or(is(number), so)
    }
    fn mutant_is_none_or(self, number: u32, so: impl FnOnce(T) -> bool) -> bool {
        self.map_or(!is(number), so)
    }
}

pub(crate) trait OfIterator: Iterator + Sized {
    fn mutant_any(&mut self, number: u32, so: impl FnMut(Self::Item) -> bool) -> bool {
        if is(number) { self.all(so) } else { self.any(so) }
    }
    fn mutant_all(&mut self, number: u32, so: impl FnMut(Self::Item) -> bool) -> bool {
        if is(number) { self.any(so) } else { self.all(so) }
    }
}

impl<I: Iterator> OfIterator for I {}

pub(crate) trait OfOrd: Ord + Sized {
    fn mutant_min(self, number: u32, other: Self) -> Self {
        if is(number) { self.max(other) } else { self.min(other) }
    }
    fn mutant_max(self, number: u32, other: Self) -> Self {
        if is(number) { self.min(other) } else { self.max(other) }
    }
}

impl<T: Ord> OfOrd for T {}

macro_rules! numbers {
    ($($type:ty)*) => { $( const _: () = {
        impl OfNumber for $type {
            fn mutant_saturating_add(self, number: u32, other: Self) -> Self {
                if is(number) { self.saturating_sub(other) } else { self.saturating_add(other) }
            }
            fn mutant_saturating_sub(self, number: u32, other: Self) -> Self {
                if is(number) { self.saturating_add(other) } else { self.saturating_sub(other) }
            }
            fn mutant_saturating_mul(self, number: u32, other: Self) -> Self {
                if is(number) { self.saturating_add(other) } else { self.saturating_mul(other) }
            }
            fn mutant_checked_add(self, number: u32, other: Self) -> Option<Self> {
                if is(number) { self.checked_sub(other) } else { self.checked_add(other) }
            }
            fn mutant_checked_sub(self, number: u32, other: Self) -> Option<Self> {
                if is(number) { self.checked_add(other) } else { self.checked_sub(other) }
            }
            fn mutant_checked_mul(self, number: u32, other: Self) -> Option<Self> {
                if is(number) { self.checked_add(other) } else { self.checked_mul(other) }
            }
        }
    }; )* };
}

/// Arithmetic that cannot go wrong, which is written as methods.
pub(crate) trait OfNumber: Sized {
    fn mutant_saturating_add(self, number: u32, other: Self) -> Self;
    fn mutant_saturating_sub(self, number: u32, other: Self) -> Self;
    fn mutant_saturating_mul(self, number: u32, other: Self) -> Self;
    fn mutant_checked_add(self, number: u32, other: Self) -> Option<Self>;
    fn mutant_checked_sub(self, number: u32, other: Self) -> Option<Self>;
    fn mutant_checked_mul(self, number: u32, other: Self) -> Option<Self>;
}

numbers! { u8 u16 u32 u64 u128 usize i32 i64 i128 }
