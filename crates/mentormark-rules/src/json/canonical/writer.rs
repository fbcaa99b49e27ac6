//! How serde's data becomes canonical JSON.

use core::fmt;

use serde::{
    Serialize, Serializer,
    ser::{self, Impossible},
};

use super::written::Written;

/// Why a value gives up being written. The writer itself never does: what canonical JSON does not write it leaves out, and notes. So
/// nothing that is written need look whether it was, and the compiler knows.
#[derive(Debug)]
pub(super) struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only texts, whole numbers, lists and objects are written")
    }
}

impl core::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Writes one value.
pub(super) struct Writer<'t>(pub(super) &'t mut Written);

/// A list being written.
pub(super) struct List<'t>(&'t mut Written);

/// An object being written.
pub(super) struct Object<'t>(&'t mut Written);

impl List<'_> {
    fn entry<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.0.comma();
        value.serialize(Writer(self.0))
    }
}

impl<'t> Serializer for Writer<'t> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = List<'t>;
    type SerializeTuple = List<'t>;
    type SerializeTupleStruct = List<'t>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Object<'t>;
    type SerializeStruct = Object<'t>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        self.0.plain(if value { "true" } else { "false" });
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }
    fn serialize_i64(self, value: i64) -> Result<(), Unwritable> {
        if value < 0 {
            self.0.plain("-");
        }
        self.serialize_u64(value.unsigned_abs())
    }
    fn serialize_u8(self, value: u8) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.0.number(value);
        Ok(())
    }
    fn serialize_f32(self, _: f32) -> Result<(), Unwritable> {
        self.0.leave_out();
        Ok(())
    }
    fn serialize_f64(self, _: f64) -> Result<(), Unwritable> {
        self.0.leave_out();
        Ok(())
    }
    fn serialize_char(self, value: char) -> Result<(), Unwritable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Result<(), Unwritable> {
        self.0.text(value);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unwritable> {
        self.0.leave_out();
        Ok(())
    }
    fn serialize_none(self) -> Result<(), Unwritable> {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.0.plain("null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unwritable> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.0.open_object();
        self.0.field(variant);
        value.serialize(Writer(self.0))?;
        self.0.close_object();
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'t>, Unwritable> {
        self.0.plain("[");
        Ok(List(self.0))
    }
    fn serialize_tuple(self, len: usize) -> Result<List<'t>, Unwritable> {
        self.serialize_seq(Some(len))
    }
    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<List<'t>, Unwritable> {
        self.serialize_seq(Some(len))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Object<'t>, Unwritable> {
        self.0.open_object();
        Ok(Object(self.0))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'t>, Unwritable> {
        self.0.open_object();
        Ok(Object(self.0))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(Unwritable)
    }
}

impl ser::SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.entry(value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.0.plain("]");
        Ok(())
    }
}

impl ser::SerializeTuple for List<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.entry(value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.0.plain("]");
        Ok(())
    }
}

impl ser::SerializeTupleStruct for List<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.entry(value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.0.plain("]");
        Ok(())
    }
}

impl ser::SerializeStruct for Object<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unwritable> {
        self.0.field(key);
        value.serialize(Writer(self.0))
    }
    fn end(self) -> Result<(), Unwritable> {
        self.0.close_object();
        Ok(())
    }
}

impl ser::SerializeMap for Object<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        self.0.comma();
        let start = self.0.len();
        key.serialize(Writer(self.0))?;
        self.0.key_from(start);
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(Writer(self.0))
    }
    fn end(self) -> Result<(), Unwritable> {
        self.0.close_object();
        Ok(())
    }
}
