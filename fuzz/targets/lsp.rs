//! The door `lsp` of src/front/doors.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| lunju::front::doors::talk(bytes));
