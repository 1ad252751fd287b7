//! A client that does what it is told.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Nothing takes longer, even on a machine that does ten other things.
const PATIENCE: Duration = Duration::from_mins(1);

/// A client, and the server that it talks to.
pub struct Client {
    server: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    /// What came in while something else was waited for.
    kept: VecDeque<Value>,
    asked: i64,
    /// What the server said of itself.
    pub introduced: Value,
}

/// A message with its header.
fn framed(message: &Value) -> Vec<u8> {
    let text = message.to_string();
    format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes()
}

/// The bytes of a request.
pub fn request(id: i64, method: &str, params: &Value) -> Vec<u8> {
    framed(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))
}

/// The bytes of a notification.
pub fn notification(method: &str, params: &Value) -> Vec<u8> {
    framed(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
}

/// A place: line and character from 0.
pub fn place(line: u32, character: u32) -> Value {
    json!({ "line": line, "character": character })
}

/// A stretch between two places.
pub fn stretch(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({ "start": place(start.0, start.1), "end": place(end.0, end.1) })
}

impl Client {
    /// Starts a server in `folder` and introduces itself by `params`.
    pub fn start(folder: &Path, params: &Value) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_lunju"))
            .args(["lsp", "--stdio"])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut from = BufReader::new(server.stdout.take().unwrap());
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            while from.read_line(&mut line).is_ok_and(|length| length > 0) {
                let length: usize = line.trim().strip_prefix("Content-Length: ").unwrap().parse().unwrap();
                let mut body = vec![0; length + 2];
                from.read_exact(&mut body).unwrap();
                if sender.send(serde_json::from_slice(&body[2..]).unwrap()).is_err() {
                    return;
                }
                line.clear();
            }
        });
        let input = server.stdin.take();
        let mut client = Self { server, input, output, kept: VecDeque::new(), asked: 0, introduced: Value::Null };
        client.introduced = client.ask("initialize", params);
        client.notify("initialized", &json!({}));
        client
    }

    /// Writes bytes as they are.
    pub fn write_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    /// Says something.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.write_raw(&notification(method, params));
    }

    /// Opens a draft in its first version.
    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": item }));
    }

    /// Changes a draft.
    pub fn change(&mut self, uri: &str, version: i64, changes: &Value) {
        let identified = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", &json!({ "textDocument": identified, "contentChanges": changes }));
    }

    /// The first message that passes `test`; the others are kept.
    fn wait(&mut self, test: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&test) {
            return self.kept.remove(at).unwrap();
        }
        loop {
            let message = self.output.recv_timeout(PATIENCE).expect("the server says something");
            if test(&message) {
                return message;
            }
            self.kept.push_back(message);
        }
    }

    fn answer(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.write_raw(&request(id, method, params));
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The answer to a request.
    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The code by which a request is refused.
    pub fn refused(&mut self, method: &str, params: &Value) -> i64 {
        self.answer(method, params)["error"]["code"].as_i64().unwrap()
    }

    /// The next answer to any request.
    pub fn next_answer(&mut self) -> Value {
        self.wait(|message| message["id"].is_number() && message.get("method").is_none())
    }

    /// The code of the next refusal of something that was no request.
    pub fn next_refusal(&mut self) -> i64 {
        self.wait(|message| message.get("id") == Some(&Value::Null))["error"]["code"].as_i64().unwrap()
    }

    /// The next findings for `uri`.
    pub fn diagnostics(&mut self, uri: &str) -> Value {
        let is_shown = |message: &Value| message["method"] == "textDocument/publishDiagnostics";
        self.wait(|message| is_shown(message) && message["params"]["uri"] == uri)["params"].clone()
    }

    /// The next notification: method, parameters.
    pub fn next_notification(&mut self) -> (String, Value) {
        let message = self.wait(|message| message.get("id").is_none());
        (message["method"].as_str().unwrap().to_owned(), message["params"].clone())
    }

    /// The parameters of what the server asks by `method`; it is answered with nothing.
    pub fn asked(&mut self, method: &str) -> Value {
        let message = self.wait(|message| message["method"] == method);
        self.write_raw(&framed(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null })));
        message["params"].clone()
    }

    /// Leaves as the protocol wants it; gives the server's exit status.
    pub fn leave(mut self) -> Option<i32> {
        self.ask("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        self.status()
    }

    /// Closes the pipe; gives the server's exit status.
    pub fn hang_up(mut self) -> Option<i32> {
        self.input = None;
        self.status()
    }

    /// The exit status of a server that ends.
    pub fn status(&mut self) -> Option<i32> {
        self.server.wait().unwrap().code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that fails leaves no server behind.
        drop(self.server.kill());
        drop(self.server.wait());
    }
}
