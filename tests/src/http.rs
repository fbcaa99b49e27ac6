//! A plain HTTP/1.1 client that keeps its connection.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// How long to wait for anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to a server.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

impl Connection {
    /// A connection to an address.
    ///
    /// # Errors
    /// Nobody there.
    pub fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    /// What is answered to a request without a body.
    ///
    /// # Errors
    /// A connection that breaks.
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.stream.get_mut().write_all(format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").as_bytes())?;
        self.answer()
    }

    /// What is answered to a JSON body, with headers besides.
    ///
    /// # Errors
    /// A connection that breaks.
    pub fn post(&mut self, path: &str, headers: &[(&str, &str)], body: &str) -> io::Result<Answer> {
        let mut request = format!("POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request += "content-type: application/json\r\n";
        }
        for (name, value) in headers {
            request.extend([name, ": ", value, "\r\n"]);
        }
        request += "\r\n";
        request += body;
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.answer()
    }

    /// The stream itself, for whoever sends something else.
    pub fn raw(&mut self) -> &mut TcpStream {
        self.stream.get_mut()
    }

    /// The next answer.
    ///
    /// # Errors
    /// A connection that breaks, or what is no answer.
    pub fn answer(&mut self) -> io::Result<Answer> {
        let mut answer = self.head()?;
        let mut bytes = Vec::new();
        if answer.header("transfer-encoding").is_some() {
            while self.chunk(&mut bytes)? > 0 {}
        } else if let Some(length) = answer.header("content-length").and_then(|length| length.parse().ok()) {
            bytes.resize(length, 0);
            self.stream.read_exact(&mut bytes)?;
        }
        answer.body = String::from_utf8(bytes).map_err(|_| broken("no text"))?;
        Ok(answer)
    }

    /// The next answer without its body, which is still to be read.
    ///
    /// # Errors
    /// A connection that breaks, or what is no answer.
    pub fn head(&mut self) -> io::Result<Answer> {
        let line = self.line()?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| broken("no status"))?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(Answer { status, headers, body: String::new() });
            }
            let (name, value) = line.split_once(':').ok_or_else(|| broken("no header"))?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    /// Reads the next chunk of a body to the end of `bytes`: how long it is, 0 after the last.
    ///
    /// # Errors
    /// A connection that breaks, or what is no chunk.
    pub fn chunk(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        let length = usize::from_str_radix(&self.line()?, 16).map_err(|_| broken("no length of a chunk"))?;
        let start = bytes.len();
        bytes.resize(start + length, 0);
        self.stream.read_exact(&mut bytes[start..])?;
        self.line()?;
        Ok(length)
    }

    /// Reads so much of a body that the bytes are filled.
    ///
    /// # Errors
    /// A connection that breaks or ends.
    pub fn read_exact(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.stream.read_exact(bytes)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}
