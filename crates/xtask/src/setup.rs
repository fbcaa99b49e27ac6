//! `xtask setup`: installs what the other tasks need and this machine lacks. Quick when nothing is missing.

use crate::{place, shell};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of everything that runs in a browser.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The release of cargo-deny that `deny.toml` is written for.
const CARGO_DENY: &str = "0.20.2";

/// The release of Schemathesis that the figures in `docs/evidence.md` come from.
const SCHEMATHESIS: &str = "4.32.5";

/// The release of cargo-fuzz that the figures in `docs/evidence.md` come from.
const CARGO_FUZZ: &str = "0.13.2";

/// Everything: for building, for the browser tests, for the checks.
pub(crate) fn all() -> Result<()> {
    build_tools()?;
    package_tools()?;
    peers()?;
    println!("browser: {}", browser()?.display());
    println!("cargo-deny: {}", cargo_deny()?.display());
    Ok(())
}

/// What building the site needs: the wasm target and the tools from npm.
pub(crate) fn build_tools() -> Result<()> {
    wasm_target()?;
    node_packages(&place::node_tools())
}

/// What trying the npm package needs: bundlers and type checkers from npm.
pub(crate) fn package_tools() -> Result<()> {
    node_packages(&place::package_tools())
}

/// Other people's verifiers from npm.
pub(crate) fn peers() -> Result<()> {
    node_packages(&place::peers())
}

/// Lighthouse, which only a long check needs.
pub(crate) fn lighthouse() -> Result<()> {
    node_packages(&place::node_tools().join("soak"))
}

/// A Chromium: `CHROME_PATH`, else one on `PATH`, else Debian's package where this process may install it.
pub(crate) fn browser() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROME_PATH") {
        let path = PathBuf::from(named);
        if !path.is_file() {
            bail!("CHROME_PATH is `{}`, which is no file: set it to the Chromium or Chrome program", path.display());
        }
        return Ok(path);
    }
    if let Some(path) = installed_browser() {
        return Ok(path);
    }
    if shell::on_path(&["apt-get"]).is_some() && is_root() {
        let mut update = Command::new("apt-get");
        shell::run(update.args(["update", "--quiet"]))?;
        let mut install = Command::new("apt-get");
        install.args(["install", "--yes", "--quiet", "--no-install-recommends", "chromium", "fonts-dejavu-core"]);
        shell::run(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
        return installed_browser().context("the package chromium is installed, yet no `chromium` is on PATH");
    }
    bail!(
        "the browser tests need Chromium or Chrome: install one (Debian: `apt-get install chromium`), or set CHROME_PATH"
    )
}

/// The program cargo-deny.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    tool("cargo-deny", CARGO_DENY)
}

/// The program cargo-fuzz.
pub(crate) fn cargo_fuzz() -> Result<PathBuf> {
    tool("cargo-fuzz", CARGO_FUZZ)
}

/// The folder with the programs of PostgreSQL: one on `PATH` or where Debian puts it, else Debian's package where this process may
/// install it.
pub(crate) fn postgres() -> Result<PathBuf> {
    if let Some(folder) = installed_postgres() {
        return Ok(folder);
    }
    if shell::on_path(&["apt-get"]).is_some() && is_root() {
        shell::run(Command::new("apt-get").args(["update", "--quiet"]))?;
        let mut install = Command::new("apt-get");
        install.args(["install", "--yes", "--quiet", "--no-install-recommends", "postgresql"]);
        shell::run(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
        return installed_postgres().context("the package postgresql is installed, yet no `initdb` is there");
    }
    bail!(
        "these checks need PostgreSQL: install it (Debian: `apt-get install postgresql`), or put its `initdb` on PATH"
    )
}

fn installed_postgres() -> Option<PathBuf> {
    let debian =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let on_path = shell::on_path(&["initdb"]).and_then(|path| Some(path.parent()?.to_owned()));
    debian.chain(on_path).find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
}

/// The program Schemathesis, in an environment of its own below `target/tools`.
pub(crate) fn schemathesis() -> Result<PathBuf> {
    let folder = place::target()?.join("tools").join(format!("schemathesis-{SCHEMATHESIS}"));
    let program = folder.join("bin/schemathesis");
    if !program.is_file() {
        shell::run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let mut install = Command::new(folder.join("bin/pip"));
        shell::run(install.args(["install", "--quiet", &format!("schemathesis=={SCHEMATHESIS}")]))?;
    }
    Ok(program)
}

/// A program that cargo installs: one on `PATH`, else a pinned release built once into `target/tools`.
fn tool(name: &str, release: &str) -> Result<PathBuf> {
    if let Some(path) = shell::on_path(&[name]) {
        return Ok(path);
    }
    let tools = place::target()?.join("tools").join(format!("{name}-{release}"));
    let program = tools.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        println!("building {name} {release}, once");
        let mut install = shell::cargo();
        install.args(["install", name, "--locked", "--quiet", "--no-default-features", "--debug"]);
        install.args(["--version", release, "--root"]).arg(&tools);
        shell::run(&mut install)?;
    }
    Ok(program)
}

fn installed_browser() -> Option<PathBuf> {
    let mac = Path::new("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    shell::on_path(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"])
        .or_else(|| mac.is_file().then(|| mac.to_owned()))
}

fn is_root() -> bool {
    shell::read(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = shell::read(Command::new(rustc).args(["--print", "sysroot"]).current_dir(place::root()))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    if shell::on_path(&["rustup"]).is_none() {
        bail!("this Rust has no {WASM} target and there is no rustup to add it: install the target's standard library");
    }
    shell::run(Command::new("rustup").args(["target", "add", WASM]).current_dir(place::root()))
}

/// The packages of the folder's `package-lock.json`. A copy of the lock file beside them tells whether they are all there.
fn node_packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("read {}", lock.display()))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let (Some(_), Some(npm)) = (shell::on_path(&["node"]), shell::on_path(&["npm"])) else {
        bail!("building the site needs Node.js 20.11 or newer with npm: install them from nodejs.org or your system");
    };
    let mut install = Command::new(npm);
    shell::run(install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))?;
    fs::write(stamp, lock).context("note which lock file is installed")
}
