//! `xtask pkg`: makes the generated half of the npm package in `pkg`: the rules module in `dist`, the shipped schemes in `schemes`.

use crate::output::Size;
use crate::shipped::{self, Scheme};
use crate::sizes::Table;
use crate::wasm::{self, Profile};
use crate::{bundle, place, setup};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What a page that assesses loads, besides the plan of one scheme.
const RULES: [&str; 6] = ["index.js", "json.js", "module.js", "dist/rules.js", "dist/shipped.js", "dist/rules.wasm"];

/// What a page loads besides that when it first brings a scheme of its own.
const COMPILE: [&str; 3] = ["compile.js", "dist/compile.js", "dist/compile.wasm"];

/// What a page loads besides that when it first checks a receipt.
const RECEIPTS: [&str; 3] = ["receipts.js", "dist/receipts.js", "dist/receipts.wasm"];

/// The first line of each script made here.
const MADE: &str = "// Made by `cargo xtask pkg` from crates/mentormark-schemes: do not edit.\n";

/// The first line of the script of each module.
const MADE_OF_RUST: &str = "// Made by `cargo xtask pkg`: do not edit.\n";

/// Builds the package and prints what it weighs.
pub(crate) fn build() -> Result<()> {
    setup::build_tools()?;
    let rules = wasm::build("mentormark-wasm", "rules", Profile::Fast)?;
    let compile = wasm::build("mentormark-wasm-compile", "compile", Profile::Small)?;
    let receipts = wasm::build("mentormark-wasm-seal", "receipts", Profile::Small)?;
    let schemes = shipped::schemes()?;
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, module, given) in
        [("rules", rules, "Plan"), ("compile", compile, "compile"), ("receipts", receipts, "verify")]
    {
        // What of the generated script nobody uses is left out.
        let entry = format!("export {{ default, {given} }} from \"./glue.js\";\n");
        let small = bundle::script(&[("glue.js", &module.js), ("entry.js", &entry)], "entry.js")?;
        files.insert(format!("dist/{name}.js"), format!("{MADE_OF_RUST}{small}").into_bytes());
        files.insert(format!("dist/{name}.wasm"), module.wasm);
    }
    files.insert("dist/shipped.js".to_owned(), list(&schemes)?.into_bytes());
    for Scheme { shipped, plan, .. } in &schemes {
        let stem = stem(shipped);
        // One character for each byte, so that a bundler takes it along like any script.
        let packed: String = plan.pack().into_iter().map(char::from).collect();
        let packed = format!("{MADE}export default {};\n", serde_json::to_string(&packed)?);
        files.insert(format!("dist/plans/{}.js", of(shipped)), packed.into_bytes());
        files.insert(format!("{stem}.json"), shipped.compiled.as_bytes().to_vec());
        // JSON is an expression of JavaScript too.
        files.insert(format!("{stem}.js"), format!("{MADE}export default {};\n", shipped.compiled).into_bytes());
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        let text = fs::read(place::root().join(licence)).with_context(|| format!("read {licence}"))?;
        files.insert(licence.to_owned(), text);
    }
    write(&place::root().join("pkg"), &files)?;
    let Weighed { rules, compile, receipts } = measure()?;
    print!("{}", Table("rules", &rules));
    print!("\n{}\n{}", Table("for a scheme of one's own", &compile), Table("for receipts", &receipts));
    Ok(())
}

/// What a page loads of the package, and when.
pub(crate) struct Weighed {
    /// What it loads to assess, besides the plan of one scheme.
    pub(crate) rules: BTreeMap<String, Size>,
    /// What it loads when it first brings a scheme of its own.
    pub(crate) compile: BTreeMap<String, Size>,
    /// What it loads when it first checks a receipt.
    pub(crate) receipts: BTreeMap<String, Size>,
}

/// What the files that a browser loads weigh.
pub(crate) fn measure() -> Result<Weighed> {
    let package = place::root().join("pkg");
    let measure = |name: &&str| {
        let bytes =
            fs::read(package.join(name)).with_context(|| format!("read pkg/{name}: run `cargo xtask pkg` first"))?;
        Ok(((*name).to_owned(), Size::of(&bytes)?))
    };
    let all = |names: &[&str]| names.iter().map(measure).collect::<Result<_>>();
    Ok(Weighed { rules: all(&RULES)?, compile: all(&COMPILE)?, receipts: all(&RECEIPTS)? })
}

/// Where the files of a scheme are, without their endings.
fn stem(shipped: &mentormark_schemes::Shipped) -> String {
    format!("schemes/{}", of(shipped))
}

fn of(shipped: &mentormark_schemes::Shipped) -> String {
    format!("{}/{}", shipped.id, shipped.edition)
}

/// The script that lists what is shipped, the editions of a scheme from the oldest on, and loads each when it is asked for.
fn list(schemes: &[Scheme]) -> Result<String> {
    let mut in_order: Vec<&Scheme> = schemes.iter().collect();
    in_order.sort_by_key(|scheme| (scheme.shipped.id, scheme.shipped.starts_on));
    let mut script = format!("{MADE}export const SHIPPED = [\n");
    for Scheme { shipped, said, .. } in in_order {
        let fields = [
            ("id", shipped.id),
            ("edition", shipped.edition),
            ("name", &said.name),
            ("starts_on", shipped.starts_on),
            ("rules_hash", shipped.rules_hash),
        ];
        script.push_str("  { ");
        for (key, value) in fields {
            write!(script, "{key}: {}, ", serde_json::to_string(value)?)?;
        }
        writeln!(script, "load: () => import(\"./plans/{}.js\") }},", of(shipped))?;
    }
    script.push_str("];\n");
    Ok(script)
}

/// Writes the files in place of what was made before.
fn write(package: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    for folder in ["dist", "schemes"].map(|name| package.join(name)) {
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("empty {}", folder.display()))?;
        }
    }
    for (name, bytes) in files {
        let file = package.join(name);
        let folder = file.parent().unwrap_or(package);
        fs::create_dir_all(folder).with_context(|| format!("make {}", folder.display()))?;
        fs::write(&file, bytes).with_context(|| format!("write pkg/{name}"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_scheme_is_listed_once_with_its_hash() {
        let schemes = shipped::schemes().unwrap();
        let script = list(&schemes).unwrap();
        for Scheme { shipped, .. } in &schemes {
            assert_eq!(script.matches(shipped.rules_hash).count(), 1, "{script}");
            assert!(script.contains(&format!("import(\"./plans/{}/{}.js\")", shipped.id, shipped.edition)));
        }
    }

    #[test]
    fn the_package_has_the_version_of_the_workspace() {
        let package = fs::read_to_string(place::root().join("pkg/package.json")).unwrap();
        let package: serde_json::Value = serde_json::from_str(&package).unwrap();
        assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn what_was_made_before_is_gone_and_what_people_wrote_stays() {
        let package = std::env::temp_dir().join(format!("mentormark-pkg-{}", std::process::id()));
        fs::create_dir_all(package.join("dist")).unwrap();
        fs::write(package.join("dist/old.js"), "").unwrap();
        fs::write(package.join("index.js"), "").unwrap();
        write(&package, &BTreeMap::from([("schemes/nms/2022.json".to_owned(), b"{}".to_vec())])).unwrap();
        assert!(!package.join("dist/old.js").exists() && package.join("index.js").exists());
        assert_eq!(fs::read(package.join("schemes/nms/2022.json")).unwrap(), b"{}");
        fs::remove_dir_all(package).unwrap();
    }
}
