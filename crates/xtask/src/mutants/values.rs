//! What a function is made to give in place of what it works out.

use syn::Type;
use syn::spanned::Spanned;

/// What a function of this type is made to give in place of what it works out. Not all of it compiles: that is found out.
pub(crate) fn values(of: &Type, text: &str) -> Vec<String> {
    let Type::Path(path) = of else {
        return match of {
            Type::Tuple(parts) if parts.elems.is_empty() => vec![String::new()],
            Type::Tuple(parts) => {
                let firsts = parts.elems.iter().map(|part| values(part, text).into_iter().next());
                firsts
                    .collect::<Option<Vec<_>>>()
                    .map(|firsts| format!("({})", firsts.join(", ")))
                    .into_iter()
                    .collect()
            }
            Type::Reference(whole) if whole.mutability.is_none() => match &text[whole.elem.span().byte_range()] {
                "str" => vec!["\"\"".into(), "\"xyzzy\"".into()],
                slice if slice.starts_with('[') => vec!["&[]".into()],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
    };
    let Some(last) = path.path.segments.last() else { return Vec::new() };
    let inner = || -> Vec<String> {
        let syn::PathArguments::AngleBracketed(given) = &last.arguments else { return Vec::new() };
        let Some(syn::GenericArgument::Type(first)) = given.args.first() else { return Vec::new() };
        values(first, text)
    };
    let each = |before: &str, after: &str| {
        inner()
            .into_iter()
            .map(
                |value| if value.is_empty() { format!("{before}(){after}") } else { format!("{before}{value}{after}") },
            )
            .collect::<Vec<_>>()
    };
    match last.ident.to_string().as_str() {
        "bool" => vec!["true".into(), "false".into()],
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => vec!["0".into(), "1".into()],
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => vec!["0".into(), "1".into(), "-1".into()],
        "Ordering" => ["Less", "Equal", "Greater"].map(|which| format!("::core::cmp::Ordering::{which}")).into(),
        "String" => vec!["::alloc::string::String::new()".into(), "\"xyzzy\".into()".into()],
        "Option" => [vec!["None".into()], each("Some(", ")")].concat(),
        "Result" => each("Ok(", ")"),
        "Vec" => [vec!["::alloc::vec::Vec::new()".into()], each("::alloc::vec![", "]")].concat(),
        "Box" => each("::alloc::boxed::Box::new(", ")"),
        _ => vec!["Default::default()".into()],
    }
}
