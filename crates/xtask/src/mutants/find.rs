//! Finds the changes that can be made to a file of the engine: the kinds that cargo-mutants makes, and methods that have an opposite,
//! since the engine writes its arithmetic and many of its comparisons as methods. One visitor with a method for each kind, and so longer than
//! a file should be.

use super::opposites;
use super::values::values;
use anyhow::{Context, Result};
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Arm, BinOp, Block, Expr, Item, ItemMod, Pat, ReturnType, Signature, Type, UnOp};

/// One change that can be made to the engine.
#[derive(Clone, Debug)]
pub(crate) struct Mutant {
    /// 1 for the first. The copied engine knows it by this.
    pub(crate) number: u32,
    /// The file, from the source folder of the engine.
    pub(crate) file: String,
    /// The line it starts at.
    pub(crate) line: usize,
    /// The function it stands in.
    pub(crate) function: String,
    /// What is done.
    pub(crate) change: String,
    /// What is changed, on one line.
    pub(crate) at: String,
}

/// A place in a file where text is put, and text taken away.
#[derive(Debug)]
pub(crate) struct Edit {
    /// The text taken away; empty where text is only put in.
    pub(crate) place: Range<usize>,
    /// The text put in.
    pub(crate) text: String,
    /// How it stands beside others at the same place: what closes before what opens, the outer opens first and closes last.
    pub(crate) turn: (u8, isize, isize),
    /// The changes it serves.
    pub(crate) serves: Vec<u32>,
}

/// What was found in one file.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The changes.
    pub(crate) mutants: Vec<Mutant>,
    /// The number of the first change of the next file.
    pub(crate) next: u32,
    /// How the file is written so that each can be chosen.
    pub(crate) edits: Vec<Edit>,
}

/// The changes that can be made to a file, but for the `left_out`. `next` is the number of the first of them.
pub(crate) fn find(file: &str, text: &str, next: u32, left_out: &dyn Fn(u32) -> bool) -> Result<Found> {
    let parsed = syn::parse_file(text).with_context(|| format!("read {file} as Rust"))?;
    let mut finder = Finder { file, text, next, left_out, within: Vec::new(), found: Found::default(), order: 0 };
    if let Some(first) = parsed.items.first() {
        let at = first.span().byte_range().start;
        let traits = "#[allow(unused_imports, reason = \"not every file has a place for each of them\")] use crate::mutant::{OfIterator as _, OfNumber as _, OfOption as _, OfOrd as _, OfOrdering as _}; ";
        finder.put(at..at, traits.into(), (0, 0, 0), Vec::new());
    }
    finder.visit_file(&parsed);
    finder.found.next = finder.next;
    Ok(finder.found)
}

/// The modules in other files that are there for tests only.
pub(crate) fn test_modules(text: &str) -> Result<Vec<String>> {
    let parsed = syn::parse_file(text).context("read a file of the engine as Rust")?;
    let modules = parsed.items.iter().filter_map(|item| if let Item::Mod(module) = item { Some(module) } else { None });
    let for_tests = modules.filter(|module| module.content.is_none() && is_test(&module.attrs));
    Ok(for_tests.map(|module| module.ident.to_string()).collect())
}

struct Finder<'a> {
    file: &'a str,
    text: &'a str,
    next: u32,
    left_out: &'a dyn Fn(u32) -> bool,
    /// The names of the functions and types around.
    within: Vec<String>,
    found: Found,
    order: isize,
}

impl Finder<'_> {
    /// The number of a new change, where it is not left out.
    fn add(&mut self, place: &Range<usize>, change: impl Into<String>) -> Option<u32> {
        let number = self.next;
        self.next += 1;
        if (self.left_out)(number) {
            return None;
        }
        let line = 1 + self.text[..place.start].matches('\n').count();
        let at = one_line(&self.text[place.clone()]);
        let (file, function) = (self.file.to_owned(), self.within.join("::"));
        self.found.mutants.push(Mutant { number, file, line, function, change: change.into(), at });
        Some(number)
    }

    fn put(&mut self, place: Range<usize>, text: String, turn: (u8, isize, isize), serves: Vec<u32>) {
        self.found.edits.push(Edit { place, text, turn, serves });
    }

    /// Puts `before` and `after` around a place.
    fn wrap(&mut self, place: &Range<usize>, before: String, after: String, serves: &[u32]) {
        self.order += 1;
        let (start, end, order) = (signed(place.start), signed(place.end), self.order);
        self.put(place.start..place.start, before, (1, -end, order), serves.to_vec());
        self.put(place.end..place.end, after, (0, -start, -order), serves.to_vec());
    }

    fn replace(&mut self, place: Range<usize>, text: String, serves: &[u32]) {
        self.put(place, text, (2, 0, 0), serves.to_vec());
    }

    /// A condition that comes out the other way.
    fn turned(&mut self, place: &Range<usize>) {
        if let Some(number) = self.add(place, "turn round") {
            self.wrap(place, "((".into(), format!(") != crate::mutant::is({number}))"), &[number]);
        }
    }

    /// A condition that always holds, and one that never does.
    fn settled(&mut self, place: &Range<usize>) {
        let (always, never) = (self.add(place, "make true"), self.add(place, "make false"));
        let or = always.map_or_else(String::new, |number| format!("crate::mutant::is({number}) || "));
        let and = never.map_or_else(String::new, |number| format!("!crate::mutant::is({number}) && "));
        let serves: Vec<u32> = always.into_iter().chain(never).collect();
        if !serves.is_empty() {
            self.wrap(place, format!("({or}({and}("), ")))".into(), &serves);
        }
    }

    fn binary(&mut self, whole: &syn::ExprBinary) {
        let place = whole.span().byte_range();
        let sign = whole.op.span().byte_range();
        let (left, right) = (whole.left.span().byte_range(), whole.right.span().byte_range());
        let op = &self.text[sign.clone()];
        if matches!(whole.op, BinOp::And(_) | BinOp::Or(_)) {
            if has_let(&whole.left) || has_let(&whole.right) {
                for side in [&whole.left, &whole.right] {
                    if !has_let(side) && !is_joined(side) {
                        self.settled(&side.span().byte_range());
                    }
                }
                return;
            }
            let is_and = matches!(whole.op, BinOp::And(_));
            let Some(number) = self.add(&place, if is_and { "`&&` to `||`" } else { "`||` to `&&`" }) else { return };
            let (asked, stays) = if is_and {
                (
                    format!(") != crate::mutant::is({number}) {{ "),
                    format!(" }} else {{ crate::mutant::is({number}) }})"),
                )
            } else {
                (
                    format!(") == crate::mutant::is({number}) {{ "),
                    format!(" }} else {{ !crate::mutant::is({number}) }})"),
                )
            };
            self.wrap(&place, "(if (".into(), stays, &[number]);
            self.replace(left.end..right.start, asked, &[number]);
            return;
        }
        let others = opposites::of_operator(op);
        let op = op.to_owned();
        let numbers: Vec<(u32, &str)> = others
            .iter()
            .filter_map(|&other| Some((self.add(&place, format!("`{op}` to `{other}`"))?, other)))
            .collect();
        if numbers.is_empty() {
            return;
        }
        let serves: Vec<u32> = numbers.iter().map(|(number, _)| *number).collect();
        let compares = matches!(op.as_str(), "==" | "!=" | "<" | ">" | "<=" | ">=");
        if op.ends_with('=') && !compares {
            let target = one_line(&self.text[left.clone()]);
            let arm = |other: &str| format!("{target} {other} mutant_right");
            let arms = arms(&numbers, arm);
            self.replace(left.start..right.start, "match ".into(), &serves);
            let text = format!(
                " {{ mutant_right => match crate::mutant::chosen() {{ {arms}_ => {target} {op} mutant_right }} }}"
            );
            self.put(right.end..right.end, text, (0, -signed(right.start), -self.order), serves);
            return;
        }
        let (refer, given) = if compares { ("&", "*") } else { ("", "") };
        let arm = |other: &str| format!("{given}mutant_left {other} {given}mutant_right");
        let arms = arms(&numbers, arm);
        let after = format!(
            ")) {{ (mutant_left, mutant_right) => match crate::mutant::chosen() {{ {arms}_ => {} }} }})",
            arm(&op)
        );
        self.wrap(&place, format!("(match ({refer}("), after, &serves);
        self.replace(left.end..right.start, format!("), {refer}("), &serves);
    }

    fn unary(&mut self, whole: &syn::ExprUnary) {
        let sign = match whole.op {
            UnOp::Not(_) => "!",
            UnOp::Neg(_) => "-",
            _ => return,
        };
        let (place, inner) = (whole.span().byte_range(), whole.expr.span().byte_range());
        if matches!((&whole.op, &*whole.expr), (UnOp::Neg(_), Expr::Lit(_))) {
            return;
        }
        let Some(number) = self.add(&place, format!("without `{sign}`")) else { return };
        let after = format!(
            ") {{ mutant_value => if crate::mutant::is({number}) {{ mutant_value }} else {{ {sign}mutant_value }} }})"
        );
        self.wrap(&place, String::new(), after, &[number]);
        self.replace(place.start..inner.start, "(match (".into(), &[number]);
    }

    fn method(&mut self, call: &syn::ExprMethodCall) {
        let name = call.method.to_string();
        let place = call.span().byte_range();
        if opposites::TURNED.contains(&&*name) {
            self.turned(&place);
        }
        let Some(other) = opposites::of_method(&name, call.args.len()) else {
            return;
        };
        if call.turbofish.is_some() {
            return;
        }
        let from_name = call.method.span().byte_range().start..call.paren_token.span.close().byte_range().end;
        let Some(number) = self.add(&from_name, format!("`{name}` to `{other}`")) else { return };
        let open = call.paren_token.span.open().byte_range();
        self.replace(call.method.span().byte_range().start..open.end, format!("mutant_{name}({number}, "), &[number]);
    }

    fn arms(&mut self, arms: &[Arm]) {
        // A lone name that begins with a small letter takes whatever is left, as `_` does.
        let takes_all = |pattern: &Pat| match pattern {
            Pat::Wild(_) => true,
            Pat::Ident(name) => name.subpat.is_none() && name.ident.to_string().starts_with(char::is_lowercase),
            _ => false,
        };
        let catches = |arm: &Arm| arm.guard.is_none() && takes_all(&arm.pat);
        let has_rest = arms.last().is_some_and(catches);
        for arm in arms {
            let pattern = arm.pat.span().byte_range();
            let left = (has_rest && !catches(arm)).then(|| self.add(&pattern, "leave out the arm")).flatten();
            let stays = left.map(|number| format!("!crate::mutant::is({number})"));
            match (&arm.guard, stays) {
                (Some((_, guard)), stays) => {
                    let place = guard.span().byte_range();
                    if let Some(stays) = stays {
                        self.wrap(&place, format!("{stays} && ("), ")".into(), left.as_slice());
                    }
                    self.settled(&place);
                }
                (None, Some(stays)) => {
                    let turn = (0, 1, 0);
                    self.put(pattern.end..pattern.end, format!(" if {stays}"), turn, left.into_iter().collect());
                }
                (None, None) => {}
            }
        }
    }

    fn body(&mut self, signature: &Signature, block: &Block) {
        let values = match &signature.output {
            ReturnType::Default => vec![String::new()],
            ReturnType::Type(_, of) => values(of, self.text),
        };
        let open = block.brace_token.span.open().byte_range();
        let place = signature.span().byte_range();
        let plain = one_line(&self.text[block.span().byte_range()]);
        for value in values {
            if plain == format!("{{ {value} }}") || plain == "{}" {
                continue;
            }
            let told = if value.is_empty() {
                "do nothing".into()
            } else {
                format!("give `{}`", value.replace("::alloc::vec::", ""))
            };
            if let Some(number) = self.add(&place, told) {
                let text = format!(" if crate::mutant::is({number}) {{ return {value}; }}");
                self.order += 1;
                let turn = (1, isize::MIN, self.order);
                self.put(open.end..open.end, text, turn, vec![number]);
            }
        }
    }

    /// A field that is set in place of what `..rest` says.
    fn fields(&mut self, whole: &syn::ExprStruct) {
        let Some(rest) = &whole.rest else { return };
        let rest = one_line(&self.text[rest.span().byte_range()]);
        for field in &whole.fields {
            let syn::Member::Named(name) = &field.member else { continue };
            let value = field.expr.span().byte_range();
            let Some(number) = self.add(&field.span().byte_range(), "leave out the field") else { continue };
            let label = if field.colon_token.is_some() { String::new() } else { format!("{name}: ") };
            let before = format!("{label}if crate::mutant::is({number}) {{ ({rest}).{name} }} else {{ ");
            self.wrap(&value, before, " }".into(), &[number]);
        }
    }

    fn named(&mut self, name: String, visit: impl FnOnce(&mut Self)) {
        self.within.push(name);
        visit(self);
        self.within.pop();
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            // What is worked out when the engine is compiled cannot be chosen later.
            Item::Const(_) | Item::Static(_) | Item::Macro(_) => {}
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !is_test(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        if function.sig.constness.is_none() && !is_test(&function.attrs) {
            self.named(function.sig.ident.to_string(), |finder| {
                finder.body(&function.sig, &function.block);
                visit::visit_block(finder, &function.block);
            });
        }
    }

    fn visit_item_impl(&mut self, of: &'ast syn::ItemImpl) {
        let name = one_line(&self.text[of.self_ty.span().byte_range()]);
        if !is_test(&of.attrs) {
            self.named(name, |finder| visit::visit_item_impl(finder, of));
        }
    }

    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if function.sig.constness.is_none() && !is_test(&function.attrs) {
            self.named(function.sig.ident.to_string(), |finder| {
                finder.body(&function.sig, &function.block);
                visit::visit_block(finder, &function.block);
            });
        }
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.named(function.sig.ident.to_string(), |finder| {
                finder.body(&function.sig, block);
                visit::visit_block(finder, block);
            });
        }
    }

    fn visit_expr(&mut self, expression: &'ast Expr) {
        match expression {
            Expr::Binary(whole) => self.binary(whole),
            Expr::Unary(whole) => self.unary(whole),
            Expr::MethodCall(call) => self.method(call),
            Expr::Match(whole) => self.arms(&whole.arms),
            Expr::Struct(whole) => self.fields(whole),
            Expr::Macro(call) if call.mac.path.is_ident("matches") => self.turned(&call.span().byte_range()),
            Expr::If(whole) if matches!(&*whole.cond, Expr::Call(_) | Expr::Path(_) | Expr::Field(_)) => {
                self.turned(&whole.cond.span().byte_range());
            }
            // The length of an array is worked out when the engine is compiled.
            Expr::Repeat(whole) => return self.visit_expr(&whole.expr),
            _ => {}
        }
        // What `a += b` changes is written twice, so nothing in it is changed.
        match expression {
            Expr::Binary(whole) if is_assigned(&whole.op) => self.visit_expr(&whole.right),
            _ => visit::visit_expr(self, expression),
        }
    }

    fn visit_type(&mut self, _: &'ast Type) {}

    fn visit_pat(&mut self, _: &'ast Pat) {}
}

/// The arms of a match on which change is made, for an operator that has several.
fn arms(numbers: &[(u32, &str)], arm: impl Fn(&str) -> String) -> String {
    let each = numbers.iter().map(|(number, other)| format!("{number} => {}, ", arm(other)));
    each.collect::<Vec<_>>().concat()
}

fn is_assigned(op: &BinOp) -> bool {
    !matches!(
        op,
        BinOp::Add(_)
            | BinOp::Sub(_)
            | BinOp::Mul(_)
            | BinOp::Div(_)
            | BinOp::Rem(_)
            | BinOp::And(_)
            | BinOp::Or(_)
            | BinOp::BitXor(_)
            | BinOp::BitAnd(_)
            | BinOp::BitOr(_)
            | BinOp::Shl(_)
            | BinOp::Shr(_)
            | BinOp::Eq(_)
            | BinOp::Lt(_)
            | BinOp::Le(_)
            | BinOp::Ne(_)
            | BinOp::Ge(_)
            | BinOp::Gt(_)
    )
}

/// Whether a condition, or one of those it joins, is a `let`.
fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(joined) if matches!(joined.op, BinOp::And(_)) => has_let(&joined.left) || has_let(&joined.right),
        _ => false,
    }
}

fn is_joined(condition: &Expr) -> bool {
    matches!(condition, Expr::Binary(joined) if matches!(joined.op, BinOp::And(_)))
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        other => other.path().is_ident("test"),
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn signed(place: usize) -> isize {
    isize::try_from(place).unwrap_or(isize::MAX)
}
