//! What an applicant states: facts, an award held, ratings, evidence and the date to judge on.
//!
//! Limits: 1 MiB a document, 32 levels of nesting, [`MOST_RATINGS`], [`MOST_NOTE_CHARACTERS`], [`MOST_LINKS`],
//! [`MOST_HELD_ELSEWHERE`].

use alloc::{string::String, vec::Vec};
use core::{fmt, marker::PhantomData};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeMap};

use crate::{Date, Entries};

/// The most ratings of an assessment.
pub const MOST_RATINGS: usize = 10_000;
/// The most Unicode scalar values of a note.
pub const MOST_NOTE_CHARACTERS: usize = 4_000;
/// The most links for one criterion.
pub const MOST_LINKS: usize = 20;
/// The most programmes of an assessment.
pub const MOST_PROGRAMMES: usize = 100;
/// The most awards of other schemes.
pub const MOST_HELD_ELSEWHERE: usize = 100;
/// The most options in a list of options.
pub const MOST_OPTIONS: usize = 16;
/// The rating that stands outside every scale.
pub const NOT_APPLICABLE: &str = "not-applicable";

/// One applicant's statement. [`json::assessment`](crate::json::assessment) reads it with all limits and faults. Any value is
/// valid here; [`Plan::read`](crate::Plan::read) holds it against a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The scheme's id.
    pub scheme: String,
    /// The edition; chosen by `as_of` where left out.
    #[serde(default, deserialize_with = "present")]
    pub edition: Option<String>,
    /// The day judged on.
    pub as_of: Date,
    /// The level applied for. It never changes a level.
    #[serde(default, deserialize_with = "present")]
    pub target: Option<String>,
    /// The day that decides the VAT rate; `as_of` where left out.
    #[serde(default, deserialize_with = "present")]
    pub tax_point: Option<Date>,
    /// The award of this scheme held now; left out where none is.
    #[serde(default, deserialize_with = "present_object")]
    pub held: Option<Held>,
    /// Awards of other schemes held now. A scheme without prerequisites does not look at them.
    #[serde(default, deserialize_with = "objects")]
    pub held_elsewhere: Vec<HeldElsewhere>,
    /// Values by fact id. A fact left out is unknown.
    #[serde(deserialize_with = "unique")]
    pub facts: Entries<FactValue>,
    /// Rating ids by criterion id. A criterion left out is unknown. Empty where there are several programmes.
    #[serde(deserialize_with = "unique")]
    pub ratings: Entries<String>,
    /// Evidence by criterion id. It does not score; a note may be the reason that a rule asks for. Empty where there are several
    /// programmes.
    #[serde(default, deserialize_with = "unique_objects")]
    pub evidence: Entries<Evidence>,
    /// Several programmes in place of `ratings` and `evidence`, for schemes that combine them. The fast reader leaves them to the
    /// thorough one.
    #[serde(skip)]
    pub programmes: Vec<Programme>,
}

impl Serialize for Assessment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn given<T: Serialize, M: SerializeMap>(
            map: &mut M,
            key: &'static str,
            value: Option<&T>,
        ) -> Result<(), M::Error> {
            value.map_or(Ok(()), |value| map.serialize_entry(key, value))
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("scheme", &self.scheme)?;
        given(&mut map, "edition", self.edition.as_ref())?;
        map.serialize_entry("as_of", &self.as_of)?;
        given(&mut map, "target", self.target.as_ref())?;
        given(&mut map, "tax_point", self.tax_point.as_ref())?;
        given(&mut map, "held", self.held.as_ref())?;
        given(&mut map, "held_elsewhere", Some(&self.held_elsewhere).filter(|held| !held.is_empty()))?;
        map.serialize_entry("facts", &self.facts)?;
        if self.programmes.is_empty() {
            map.serialize_entry("ratings", &self.ratings)?;
            given(&mut map, "evidence", Some(&self.evidence).filter(|evidence| !evidence.is_empty()))?;
        } else {
            map.serialize_entry("programmes", &self.programmes)?;
        }
        map.end()
    }
}

/// One of several programmes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Programme {
    /// The programme's id, unique in the assessment.
    pub id: String,
    /// Rating ids by criterion id. A criterion left out is unknown.
    pub ratings: Entries<String>,
    /// Evidence by criterion id.
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub evidence: Entries<Evidence>,
}

/// The value of a fact, as it is stated; the fact's kind says what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FactValue {
    /// A count, an amount or a duration.
    Whole(i64),
    /// Yes or no.
    Flag(bool),
    /// A date, or an option's id.
    Text(String),
    /// Ids of options, up to [`MOST_OPTIONS`].
    Texts(Vec<String>),
}

impl From<i64> for FactValue {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

/// What serde derives for this would first keep every value in a form of its own.
impl<'de> Deserialize<'de> for FactValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = FactValue;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a fact's value")
            }
            fn visit_i64<E>(self, number: i64) -> Result<FactValue, E> {
                Ok(FactValue::Whole(number))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<FactValue, E> {
                i64::try_from(number).map(FactValue::Whole).map_err(E::custom)
            }
            fn visit_bool<E>(self, flag: bool) -> Result<FactValue, E> {
                Ok(FactValue::Flag(flag))
            }
            fn visit_str<E>(self, text: &str) -> Result<FactValue, E> {
                Ok(FactValue::Text(text.into()))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut entries: A) -> Result<FactValue, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = entries.next_element()? {
                    texts.push(text);
                }
                Ok(FactValue::Texts(texts))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// An award held in the scheme judged by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The level's id.
    pub level: String,
    /// The day of the award.
    pub awarded_on: Date,
}

/// An award held in another scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldElsewhere {
    /// The other scheme's id.
    pub scheme: String,
    /// The level's id there.
    pub level: String,
    /// The day of the award.
    pub awarded_on: Date,
}

/// What shows that a criterion is met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// A note, up to [`MOST_NOTE_CHARACTERS`] Unicode scalar values.
    #[serde(default, deserialize_with = "filled", skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Up to [`MOST_LINKS`] addresses starting with `https://` or `http://`.
    #[serde(default, deserialize_with = "filled", skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
}

/// A value that is written as an object. What serde derives would take a list of its fields as well.
struct Keyed<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Keyed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = Keyed<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, entries: A) -> Result<Self::Value, A::Error> {
                T::deserialize(de::value::MapAccessDeserializer::new(entries)).map(Keyed)
            }
        }
        deserializer.deserialize_map(Visitor(PhantomData))
    }
}

/// The assessment or the submission in a text that is in order; anything else has a fault, is past a limit, or has something empty in
/// it that could have been left out. So what is read here is written back as it was.
pub(crate) fn from_text<'t, T: Deserialize<'t>>(text: &'t str) -> Option<T> {
    serde_json::from_str(text).ok().map(|Keyed(value)| value)
}

/// Why something that could have been left out is not read here.
const EMPTY: &str = "empty";

/// A field that may be left out, but not be `null`.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// An object.
pub(crate) fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Keyed::deserialize(deserializer).map(|Keyed(value)| value)
}

/// An object that may be left out, but not be `null`.
fn present_object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    object(deserializer).map(Some)
}

/// An object, or `null` for none.
pub(crate) fn optional_object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Option::<Keyed<T>>::deserialize(deserializer).map(|value| value.map(|Keyed(value)| value))
}

/// A list of objects that is left out where it is empty.
fn objects<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let list: Vec<Keyed<T>> = Deserialize::deserialize(deserializer)?;
    if list.is_empty() {
        return Err(de::Error::custom(EMPTY));
    }
    Ok(list.into_iter().map(|Keyed(value)| value).collect())
}

/// A text or a list that is left out where it is empty.
fn filled<'de, T, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default + PartialEq,
{
    let value = T::deserialize(deserializer)?;
    if value == T::default() { Err(de::Error::custom(EMPTY)) } else { Ok(value) }
}

/// A map of objects without repeated keys that is left out where it is empty.
fn unique_objects<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Entries<T>, D::Error> {
    let map: Entries<Keyed<T>> = unique(deserializer)?;
    if map.is_empty() {
        return Err(de::Error::custom(EMPTY));
    }
    Ok(map.into_iter().map(|(key, Keyed(value))| (key, value)).collect())
}

/// A map without repeated keys.
fn unique<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Entries<T>, D::Error> {
    struct Visitor<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
        type Value = Entries<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut list = Vec::new();
            while let Some(entry) = entries.next_entry()? {
                list.push(entry);
            }
            Entries::of(list).ok_or_else(|| de::Error::custom("repeated key"))
        }
    }
    deserializer.deserialize_map(Visitor(PhantomData))
}
