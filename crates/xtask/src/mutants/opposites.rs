//! What is put in the place of operators and methods.

/// Methods that say yes or no and have no opposite: what they say is turned round.
pub(crate) const TURNED: [&str; 7] =
    ["is_empty", "contains", "contains_key", "is_ok", "is_err", "starts_with", "ends_with"];

/// Methods with their opposites, and how many arguments they take.
const OPPOSITES: [(&str, usize, &str); 20] = [
    ("min", 1, "max"),
    ("max", 1, "min"),
    ("any", 1, "all"),
    ("all", 1, "any"),
    ("is_some", 0, "is_none"),
    ("is_none", 0, "is_some"),
    ("is_some_and", 1, "is_none_or"),
    ("is_none_or", 1, "is_some_and"),
    ("is_lt", 0, "is_le"),
    ("is_le", 0, "is_lt"),
    ("is_gt", 0, "is_ge"),
    ("is_ge", 0, "is_gt"),
    ("is_eq", 0, "is_ne"),
    ("is_ne", 0, "is_eq"),
    ("saturating_add", 1, "saturating_sub"),
    ("saturating_sub", 1, "saturating_add"),
    ("saturating_mul", 1, "saturating_add"),
    ("checked_add", 1, "checked_sub"),
    ("checked_sub", 1, "checked_add"),
    ("checked_mul", 1, "checked_add"),
];

/// The method that is put in the place of one with so many arguments.
pub(crate) fn of_method(name: &str, arguments: usize) -> Option<&'static str> {
    OPPOSITES.iter().find(|(one, given, _)| *one == name && *given == arguments).map(|(_, _, other)| *other)
}

/// The operators that are put in the place of one.
pub(crate) fn of_operator(op: &str) -> &'static [&'static str] {
    match op {
        "==" => &["!="],
        "!=" => &["=="],
        "<" => &["==", ">", "<="],
        ">" => &["==", "<", ">="],
        "<=" => &[">", "<"],
        ">=" => &["<", ">"],
        "+" => &["-", "*"],
        "-" | "*" => &["+", "/"],
        "/" | "%" => &["*", "+"],
        "<<" => &[">>"],
        ">>" => &["<<"],
        "&" => &["|", "^"],
        "|" => &["&", "^"],
        "^" => &["|", "&"],
        "+=" => &["-=", "*="],
        "-=" | "*=" => &["+=", "/="],
        "&=" => &["|=", "^="],
        "|=" => &["&=", "^="],
        "^=" => &["|=", "&="],
        "<<=" => &[">>="],
        ">>=" => &["<<="],
        _ => &[],
    }
}
