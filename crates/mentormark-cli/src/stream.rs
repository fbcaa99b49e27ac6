//! Many lines on many cores: in order, with bounded memory.
//!
//! The input is cut into blocks of whole lines, and blocks go round the workers in turn; what they make of them is fetched in the
//! same turn, which keeps the order without sorting. Every queue is short, so a slow reader of the output slows the reading of the
//! input, and memory does not grow with its length. Reading only looks for the last line break of a block: the workers do all that
//! takes time. Each has an answering function of its own, because cores that count references to the same ids wait for each other.

use std::{
    borrow::Cow,
    io::{self, Read},
    mem,
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use mentormark_rules::Refusal;

use crate::{
    ending::Failure,
    input::{self, LONGEST},
};

/// Bytes asked for at once. A block has as many lines as one reading ends, and at least one.
const BYTES: usize = 1 << 17;
/// Blocks that may wait in a queue.
const WAITING: usize = 2;

/// One line of the input.
pub(crate) struct Line<'a> {
    /// Its place in the input; the first is 1.
    pub(crate) number: u64,
    /// What it says, without the line break; refused where that is not UTF-8.
    pub(crate) text: Result<Cow<'a, str>, Refusal>,
}

/// What went wrong at which end.
#[derive(Debug)]
pub(crate) enum StreamError {
    /// The input could not be read.
    Reading(io::Error),
    /// The output could not be written.
    Writing(io::Error),
    /// A worker gave up, so lines are missing from the end of the output.
    Lost,
}

impl StreamError {
    /// The same as the failure of a command that reads `file`.
    pub(crate) fn of(self, file: &Path) -> Failure {
        match self {
            Self::Reading(error) => Failure::unreadable(file, &error),
            Self::Writing(error) => error.into(),
            Self::Lost => Failure::Machine("a worker gave up, so the output is not whole: start again".to_owned()),
        }
    }
}

/// Answers each line of `input` on all cores; `take` gets the answers to each block in order.
///
/// `worker` makes the function that adds the answer to a line to those of its block. An empty line is a line; what follows the last
/// line break is one unless empty. A line beyond [`LONGEST`] bytes may be cut there, or anywhere after.
pub(crate) fn answer_lines<Answers, Answer>(
    input: impl Read + Send + 'static,
    worker: impl Fn() -> Answer + Send + Sync + 'static,
    take: impl FnMut(Answers) -> io::Result<()>,
) -> Result<(), StreamError>
where
    Answers: Default + Send + 'static,
    Answer: FnMut(Line<'_>, &mut Answers),
{
    let worker = Arc::new(worker);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (mut to_workers, mut from_workers) = (Vec::new(), Vec::new());
    for _ in 0..cores {
        let (to_worker, blocks) = sync_channel::<Block>(WAITING);
        let (answered, from_worker) = sync_channel(WAITING);
        let worker = Arc::clone(&worker);
        // A worker ends when no more blocks can come, or when nobody fetches its answers any more.
        thread::spawn(move || {
            let mut answer = worker();
            for block in blocks {
                let mut answers = Answers::default();
                block.each_line(|line| answer(line, &mut answers));
                if answered.send(answers).is_err() {
                    break;
                }
            }
        });
        to_workers.push(to_worker);
        from_workers.push(from_worker);
    }
    // Not waited for: it may hang in a read when the output has long been closed.
    let (read_end, read) = sync_channel(1);
    thread::spawn(move || read_end.send(deal(input, &to_workers)));

    let fetched = collect(from_workers, take).map_err(StreamError::Writing)?;
    let (dealt, ended) = read.recv().map_err(|_| StreamError::Lost)?;
    ended.map_err(StreamError::Reading)?;
    if fetched == dealt { Ok(()) } else { Err(StreamError::Lost) }
}

/// Deals blocks to the workers in turn, until the input ends or a worker is gone. How many were dealt, and how the reading ended.
fn deal(input: impl Read, workers: &[SyncSender<Block>]) -> (u64, io::Result<()>) {
    let mut blocks = Blocks { input, rest: Vec::new(), line: 1 };
    let mut dealt = 0;
    for worker in workers.iter().cycle() {
        match blocks.next() {
            Err(error) => return (dealt, Err(error)),
            Ok(None) => break,
            Ok(Some(block)) => {
                dealt += 1;
                if worker.send(block).is_err() {
                    break;
                }
            }
        }
    }
    (dealt, Ok(()))
}

/// Fetches the answers from the workers in the same turn. How many blocks were answered.
///
/// The queues are dropped at the end, so that nobody waits to put anything more into them.
fn collect<Answers>(
    workers: Vec<Receiver<Answers>>,
    mut take: impl FnMut(Answers) -> io::Result<()>,
) -> io::Result<u64> {
    let mut fetched = 0;
    for worker in workers.iter().cycle() {
        // The first worker without another block stands where the input ended.
        let Ok(answers) = worker.recv() else { break };
        fetched += 1;
        take(answers)?;
    }
    drop(workers);
    Ok(fetched)
}

/// An input from one of its lines on.
pub(crate) struct FromLine<R> {
    input: R,
    /// Line breaks still to be passed over.
    to_pass: u64,
}

impl<R> FromLine<R> {
    /// `input` from `line` on; the first is 1.
    pub(crate) fn new(input: R, line: u64) -> Self {
        Self { input, to_pass: line.saturating_sub(1) }
    }
}

impl<R: Read> Read for FromLine<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.input.read(buffer)?;
            let mut start = 0;
            while self.to_pass > 0
                && let Some(end) = buffer[start..read].iter().position(|&byte| byte == b'\n')
            {
                start += end + 1;
                self.to_pass -= 1;
            }
            if self.to_pass == 0 && start < read {
                buffer.copy_within(start..read, 0);
                return Ok(read - start);
            }
            if read == 0 {
                return Ok(0);
            }
        }
    }
}

/// Lines with their ends; the last of all may be without.
struct Block {
    /// The number of its first line.
    first: u64,
    bytes: Vec<u8>,
}

impl Block {
    fn each_line(&self, mut take: impl FnMut(Line<'_>)) {
        let bytes = self.bytes.strip_suffix(b"\n").unwrap_or(&self.bytes);
        if let Ok(text) = str::from_utf8(bytes) {
            for (number, line) in (self.first..).zip(text.split('\n')) {
                take(Line { number, text: Ok(Cow::Borrowed(line)) });
            }
        } else {
            for (number, line) in (self.first..).zip(bytes.split(|&byte| byte == b'\n')) {
                take(Line { number, text: input::text(line) });
            }
        }
    }
}

/// An input cut into blocks.
struct Blocks<R> {
    input: R,
    /// The start of a line, read already.
    rest: Vec<u8>,
    /// The number of the next line.
    line: u64,
}

impl<R: Read> Blocks<R> {
    /// The next lines: at least one unless the input has ended, and no more than can be had without waiting.
    fn next(&mut self) -> io::Result<Option<Block>> {
        let mut bytes = mem::take(&mut self.rest);
        loop {
            let held = bytes.len();
            bytes.resize(held + BYTES, 0);
            let read = self.input.read(&mut bytes[held..]);
            bytes.truncate(held + read.as_ref().map_or(0, |&read| read));
            match read {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(0) if bytes.is_empty() => return Ok(None),
                Ok(0) => return Ok(Some(self.block(bytes))),
                Ok(_) => {
                    if let Some(end) = bytes[held..].iter().rposition(|&byte| byte == b'\n') {
                        self.rest = bytes.split_off(held + end + 1);
                        return Ok(Some(self.block(bytes)));
                    }
                    // Of a line that is refused for its length, no more is kept than shows that.
                    bytes.truncate(LONGEST);
                }
            }
        }
    }

    fn block(&mut self, bytes: Vec<u8>) -> Block {
        let first = self.line;
        // In parts that a byte can count, which a core does many at a time.
        let ends = |part: &[u8]| u64::from(part.iter().map(|&byte| u8::from(byte == b'\n')).sum::<u8>());
        self.line += bytes.chunks(usize::from(u8::MAX)).map(ends).sum::<u64>();
        Block { first, bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = self.1.min(buffer.len());
            self.0.read(&mut buffer[..most])
        }
    }

    /// Numbers and lengths of the lines, read `at_once` bytes at a time.
    fn lines(text: &[u8], at_once: usize) -> Vec<(u64, usize)> {
        let mut blocks = Blocks { input: Slow(text, at_once), rest: Vec::new(), line: 1 };
        let mut lines = Vec::new();
        while let Some(block) = blocks.next().unwrap() {
            block.each_line(|line| lines.push((line.number, line.text.map_or(0, |text| text.len()))));
        }
        lines
    }

    fn numbered(lines: usize) -> String {
        (1..=lines).fold(String::new(), |text, n| text + &n.to_string() + "\n")
    }

    /// What `echo` makes of the lines of `input`, in the order in which it is handed over.
    fn answered(input: impl Read + Send + 'static, echo: fn(Line<'_>) -> String) -> (String, Result<(), StreamError>) {
        let mut all = String::new();
        let worker = move || move |line: Line<'_>, answers: &mut String| *answers += &(echo(line) + "\n");
        let ended = answer_lines(input, worker, |answers: String| {
            all += &answers;
            Ok(())
        });
        (all, ended)
    }

    #[test]
    fn an_empty_line_counts_and_a_final_line_break_does_not_start_one() {
        for at_once in [1, 2, 3, BYTES] {
            assert_eq!(lines(b"", at_once), []);
            assert_eq!(lines(b"a\n", at_once), [(1, 1)]);
            assert_eq!(lines(b"a\n\nbcde", at_once), [(1, 1), (2, 0), (3, 4)]);
            assert_eq!(lines(b"\n", at_once), [(1, 0)]);
            assert_eq!(lines(b"\n\n", at_once), [(1, 0), (2, 0)]);
        }
    }

    #[test]
    fn a_line_without_end_is_cut_and_the_next_is_whole() {
        for letter in ["x", "é"] {
            let text = [letter.repeat(LONGEST * 2).as_bytes(), b"\nnext"].concat();
            for at_once in [1_000, BYTES] {
                let found = lines(&text, at_once);
                assert!(LONGEST <= found[0].1 && found[0].1 <= LONGEST + BYTES, "{}", found[0].1);
                assert_eq!((found[0].0, &found[1..]), (1, &[(2, 4)][..]));
            }
        }
    }

    #[test]
    fn one_line_that_is_no_text_leaves_its_neighbours_alone() {
        assert_eq!(lines(b"a\n\xff\xff\xc3\xa9\nbc\n", BYTES), [(1, 1), (2, 0), (3, 2)]);
    }

    #[test]
    fn answers_come_in_the_order_of_the_lines_and_with_their_numbers() {
        let input = numbered(40_000);
        let (all, ended) = answered(io::Cursor::new(input.clone()), |line| {
            let text = line.text.unwrap();
            assert_eq!(text.parse(), Ok(line.number));
            // Some blocks take longer, so that answers would come out of order if nothing held them.
            if line.number % 15_000 == 1 {
                thread::sleep(std::time::Duration::from_millis(5));
            }
            text.into_owned()
        });
        assert!(ended.is_ok());
        assert_eq!(all, input);
    }

    #[test]
    fn a_closed_output_ends_it_while_the_input_still_waits() {
        let worker = || |_: Line<'_>, (): &mut ()| {};
        let ended = answer_lines(io::repeat(b'\n'), worker, |()| Err(io::ErrorKind::BrokenPipe.into()));
        assert!(matches!(ended, Err(StreamError::Writing(error)) if error.kind() == io::ErrorKind::BrokenPipe));
    }

    #[test]
    fn a_worker_that_gives_up_is_noticed() {
        let (_, ended) = answered(io::Cursor::new(numbered(200_000)), |line| {
            assert_ne!(line.number, 77_777, "on purpose");
            String::new()
        });
        assert!(matches!(ended, Err(StreamError::Lost)));
    }

    #[test]
    fn trouble_with_the_input_is_told_after_what_could_be_read() {
        struct Failing(bool);
        impl Read for Failing {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                if mem::replace(&mut self.0, true) {
                    return Err(io::ErrorKind::Other.into());
                }
                buffer[..2].copy_from_slice(b"a\n");
                Ok(2)
            }
        }
        let (all, ended) = answered(Failing(false), |line| line.text.unwrap().into_owned());
        assert!(matches!(ended, Err(StreamError::Reading(_))));
        assert_eq!(all, "a\n");
    }
}
