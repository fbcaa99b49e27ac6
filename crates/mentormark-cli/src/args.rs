//! What can be typed.

use std::{num::NonZeroU64, path::PathBuf, sync::LazyLock};

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use mentormark_author::Setting;

use crate::operating::{KeysCommand, Serve, StoreCommand};
use mentormark_rules::Date;

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
    /// Check submissions: what each claims beside what the rules it names say
    #[command(
        after_help = "Exit codes: 0 all that is claimed is confirmed, 1 some differs, 2 something is refused.\n\n\
                            To go on after a stop, keep the whole lines of the output and start at the next of the input:\n  \
                            mentormark verify --ndjson --from-line $(($(wc -l < checked.ndjson) + 1)) sector.ndjson\n\n\
                            Examples:\n  mentormark verify submission.json\n  \
                            mentormark verify --ndjson sector.ndjson > checked.ndjson"
    )]
    Verify(Verify),
    /// Check what a verifier signed
    #[command(subcommand, after_help = "Example:\n  mentormark receipt verify receipt.json --keys keys.json")]
    Receipt(ReceiptCommand),
    /// Check scheme files as strictly as the build does
    #[command(after_help = "Exit codes: 0 all are fine, 1 something is found, 3 a file cannot be read.\n\n\
                            Example:\n  mentormark check nms/2022.toml")]
    Check {
        /// Scheme files, TOML or compiled JSON
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Compile a scheme file into canonical JSON
    #[command(
        after_help = "Examples:\n  mentormark compile nms/2022.toml --set progression.lapsed=blocked -o nms.json\n  \
                            mentormark compile nms.json --plan -o nms.plan"
    )]
    Compile {
        /// A scheme file in TOML; with `--plan` a compiled one too
        file: PathBuf,
        /// Write the plan that pages of the same build load in place of the scheme
        #[arg(long)]
        plan: bool,
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
    /// Serve the verifier and the built site on one port
    #[command(
        after_help = "Each flag can be set by an environment variable too, or in the file that `--config` names; a flag comes before a \
                      variable, and a variable before the file.\n\nExamples:\n  \
                      mentormark serve --listen 127.0.0.1:8080 --site site/dist --data /var/lib/mentormark\n  \
                      mentormark serve --database-url postgres://mentormark@db/mentormark --data /etc/mentormark"
    )]
    Serve(Box<Serve>),
    /// Look after what a verifier keeps
    #[command(subcommand, after_help = "Example:\n  mentormark store check --data /var/lib/mentormark")]
    Store(StoreCommand),
    /// Look after the keys that a verifier signs with
    #[command(subcommand, after_help = "Example:\n  mentormark keys list --data /var/lib/mentormark")]
    Keys(KeysCommand),
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
pub(crate) struct Verify {
    /// A submission in JSON, or `-` for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
    /// Print what came of it, or the refusals, as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Take one submission a line and print what came of each a line, in order; a line that is refused does not stop the others
    #[arg(long)]
    pub(crate) ndjson: bool,
    /// Add all that the rules say: reasons, dates, the shortest way up
    #[arg(long)]
    pub(crate) outcome: bool,
    /// Start at this line of the input; the first is 1
    #[arg(long, value_name = "LINE", requires = "ndjson")]
    pub(crate) from_line: Option<NonZeroU64>,
    /// The day the submissions came in, `YYYY-MM-DD`; where left out today, in UTC or by British summer time. One judged on another day gets a caution
    #[arg(long, value_name = "DATE")]
    pub(crate) received: Option<Date>,
    #[command(flatten)]
    pub(crate) added: Added,
}

#[derive(Subcommand, Debug)]
pub(crate) enum ReceiptCommand {
    /// Check a receipt, or the manifest of a batch, offline: what holds and what does not
    #[command(
        after_help = "Get the keys from the verifier's `/v1/keys`, over a connection that you trust, and keep them. Without `--keys` the \
                      signature is checked, but nobody vouches for it, so the receipt does not hold.\n\n\
                      Exit codes: 0 everything holds, 1 something does not, 2 this is no receipt, or no list of keys.\n\n\
                      Examples:\n  mentormark receipt verify receipt.json --keys keys.json\n  \
                      mentormark receipt verify manifest.json --keys keys.json --lines answers.ndjson"
    )]
    Verify(VerifyReceipt),
}

#[derive(clap::Args, Debug)]
pub(crate) struct VerifyReceipt {
    /// A receipt or a manifest, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The public keys that you trust, as the verifier's `/v1/keys` answers
    #[arg(long, value_name = "FILE")]
    pub(crate) keys: Option<PathBuf>,
    /// The lines that a manifest is for: also check that these are all of them, in order and unchanged
    #[arg(long, value_name = "FILE")]
    pub(crate) lines: Option<PathBuf>,
    /// Print what holds and what does not as JSON
    #[arg(long)]
    pub(crate) json: bool,
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
