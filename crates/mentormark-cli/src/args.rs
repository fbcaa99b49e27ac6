//! What can be typed.

use std::{path::PathBuf, sync::LazyLock};

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use mentormark_author::Setting;

/// Judge a mentoring programme against a published quality standard.
#[derive(Parser, Debug)]
#[command(
    name = "mentormark",
    version = version(),
    max_term_width = 100,
    after_help = "Exit codes: 0 fine, 1 the answer is no, 2 bad input, 3 trouble with the machine.\n\n\
                  Example:\n  mentormark assess answers.json"
)]
pub(crate) struct Args {
    /// When to use colour; `auto` does on a terminal unless `NO_COLOR` is set
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// List the schemes and editions that ship with this program
    #[command(after_help = "Example:\n  mentormark schemes --json")]
    Schemes {
        /// Print JSON: id, edition, name, first day in force and rules hash of each
        #[arg(long)]
        json: bool,
    },
    /// Show a scheme: its levels, rules, fees and criteria
    #[command(after_help = "Example:\n  mentormark show nms@2022 | less")]
    Show {
        /// The scheme's id, and the edition after `@`; the latest edition where left out
        #[arg(value_name = "SCHEME[@EDITION]")]
        scheme: String,
        /// Print the compiled scheme, the very bytes that the rules hash is of
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        added: Added,
    },
    /// Judge an assessment: award, reasons, the shortest way up, fee and dates
    #[command(after_help = "Examples:\n  mentormark assess answers.json\n  \
                            mentormark assess --ndjson --summary < sector.ndjson > outcomes.ndjson")]
    Assess(Assess),
    /// Check scheme files as strictly as the build does
    #[command(after_help = "Exit code 1 where something is found.\n\nExample:\n  mentormark check nms/2022.toml")]
    Check {
        /// Scheme files, TOML or compiled JSON
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Compile a scheme file into canonical JSON
    #[command(after_help = "Example:\n  mentormark compile nms/2022.toml --set progression.lapsed=blocked -o nms.json")]
    Compile {
        /// A scheme file in TOML
        file: PathBuf,
        /// Give a value of the scheme another setting; this changes the rules hash
        #[arg(long, value_name = "KEY=VALUE")]
        set: Vec<Setting>,
        /// Write here and not to standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Judge assessments under two editions: who gains, who loses, and why
    #[command(
        after_help = "Prints each change with its first reasons, then the totals. Somebody gains or loses by the award, or where \
                            that stays by the quality level. Exit code 2 where a line is refused.\n\nExample:\n  \
                            mentormark compile nms/2022.toml --set award_rule.sections.needed=5 -o five.json\n  \
                            mentormark dry-run --from nms@2022 --to five.json sector.ndjson"
    )]
    DryRun(DryRun),
    /// Serve the built site on one port
    #[command(after_help = "Example:\n  mentormark serve --listen 127.0.0.1:8080 --site site/dist")]
    Serve {
        /// Address and port to listen on; port 0 takes any that is free
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
        listen: String,
        /// The folder of the built site
        #[arg(long, value_name = "DIR", default_value = "site/dist")]
        site: PathBuf,
    },
    /// Print what makes a shell complete this command
    #[command(after_help = "Example:\n  mentormark completions bash > /etc/bash_completion.d/mentormark")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(clap::Args, Debug)]
pub(crate) struct Assess {
    /// An assessment in JSON, or `-` for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
    /// Print the outcome, or the refusals, as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Take one assessment a line and print one outcome, or its refusals, a line, in order
    #[arg(long)]
    pub(crate) ndjson: bool,
    /// Of each outcome print scheme, edition, levels, award and fee only
    #[arg(long, requires = "ndjson")]
    pub(crate) summary: bool,
    #[command(flatten)]
    pub(crate) added: Added,
}

#[derive(clap::Args, Debug)]
pub(crate) struct DryRun {
    /// The edition to compare with: `SCHEME@EDITION`, or a scheme file that ends in `.toml` or `.json`
    #[arg(long, value_name = "EDITION")]
    pub(crate) from: String,
    /// The edition to compare, named in the same way
    #[arg(long, value_name = "EDITION")]
    pub(crate) to: String,
    /// Assessments in JSON, one a line, or `-` for standard input; their own scheme and edition do not matter
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
    /// Print a line of JSON for each assessment, and one for the totals
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) added: Added,
}

#[derive(clap::Args, Debug)]
pub(crate) struct Added {
    /// Add a scheme that is not shipped: a scheme file in TOML, or compiled JSON
    #[arg(long = "scheme-file", value_name = "FILE")]
    pub(crate) scheme_files: Vec<PathBuf>,
}

/// The version of the program, and the rules that it judges by.
fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        mentormark_schemes::all().iter().fold(env!("CARGO_PKG_VERSION").to_owned(), |text, shipped| {
            format!("{text}\n{}@{} {}", shipped.id, shipped.edition, shipped.rules_hash)
        })
    });
    &VERSION
}
