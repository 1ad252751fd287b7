//! Neovim, as Debian has it, without a screen.

use super::{DRAFT, folder};
use std::process::Command;

/// Starts the server for a draft, waits for its findings, types, waits again, and asks for a hover and for actions. What it saw
/// goes to a file, a line a thing.
const SCRIPT: &str = r#"
local lunju, out = os.getenv("LUNJU"), {}
local function say(...) table.insert(out, table.concat({...}, " ")) end
local function codes(buffer)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local code = diagnostic.code or (diagnostic.user_data and diagnostic.user_data.lsp and diagnostic.user_data.lsp.code)
    table.insert(found, string.format("%d:%d-%d:%s", diagnostic.lnum, diagnostic.col, diagnostic.end_col, code or diagnostic.message))
  end
  table.sort(found)
  return found
end
local function holds(buffer, what)
  for _, code in ipairs(codes(buffer)) do
    if code:find(what, 1, true) then return code end
  end
end
local ok, failure = pcall(function()
  vim.cmd("edit draft.md")
  local buffer = vim.api.nvim_get_current_buf()
  local config = { name = "lunju", cmd = { lunju, "lsp" }, root_dir = vim.fn.getcwd() }
  local id
  if vim.lsp.start then
    id = vim.lsp.start(config)
  else
    id = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(buffer, id)
  end
  say("found", tostring(vim.wait(30000, function() return holds(buffer, "rhetorical-absolute") ~= nil end, 50)))
  say("at", holds(buffer, "rhetorical-absolute") or "nowhere")
  local position = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = 2, character = 1 } }
  local hover = vim.lsp.buf_request_sync(buffer, "textDocument/hover", position, 30000)
  say("hover", tostring(hover[id].result.contents.value:find("rhetorical-absolute", 1, true) ~= nil))
  local symbols = vim.lsp.buf_request_sync(buffer, "textDocument/documentSymbol", { textDocument = position.textDocument }, 30000)
  say("outline", symbols[id].result[1].name)
  vim.api.nvim_buf_set_text(buffer, 2, 0, 2, #"每一次", { "有時" })
  say("gone", tostring(vim.wait(30000, function() return holds(buffer, "rhetorical-absolute") == nil end, 50)))
  vim.lsp.stop_client(id)
  say("stopped", tostring(vim.wait(30000, function() return vim.lsp.get_client_by_id(id) == nil end, 50)))
end)
if not ok then say("failed", tostring(failure)) end
local file = assert(io.open("seen.txt", "w"))
file:write(table.concat(out, "\n"), "\n")
file:close()
vim.cmd("qall!")
"#;

#[test]
fn neovim_shows_what_is_found() {
    let is_there = Command::new("nvim").arg("--version").output().is_ok_and(|output| output.status.success());
    if !is_there {
        println!("skipped: there is no nvim; .ci/run installs it");
        return;
    }
    let folder = folder("lsp-neovim", "");
    std::fs::write(folder.join("draft.md"), DRAFT).unwrap();
    std::fs::write(folder.join("script.lua"), SCRIPT).unwrap();
    let output = Command::new("nvim")
        .args(["--headless", "--clean", "-n", "-c", "luafile script.lua"])
        .current_dir(&folder)
        .env("LUNJU", env!("CARGO_BIN_EXE_lunju"))
        .env("HOME", &folder)
        .env("XDG_STATE_HOME", &folder)
        .output()
        .unwrap();
    let seen = std::fs::read_to_string(folder.join("seen.txt"))
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    assert_eq!(
        seen,
        "found true\nat 2:0-9:rhetorical-absolute\nhover true\noutline 每一次縮短開放時間，都是把學生趕到街上。\ngone true\nstopped true\n"
    );
}
