//! What README says of the program is what the program says of itself.

use std::fs;
use warraq::app::{ACTIONS, Group, Language};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const BEGIN: &str = "<!-- keys: kept equal to the program's own table by tests/docs.rs -->\n";
const END: &str = "<!-- end of keys -->\n";

/// The table of keys as README has it.
fn keys() -> String {
    let mut table = String::from("| keys | |\n|---|---|\n");
    for group in Group::ALL {
        table.push_str(&format!("| | **{}** |\n", group.title(Language::English)));
        for row in ACTIONS.iter().filter(|row| row.group == group) {
            let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
            table.push_str(&format!("| {} | {} |\n", keys.join(" "), row.english));
        }
    }
    table
}

#[test]
fn the_table_of_keys_is_the_programs_own() {
    let readme = fs::read_to_string(README).expect("README is there");
    let (before, rest) = readme.split_once(BEGIN).expect("README has a table of keys");
    let (table, after) = rest.split_once(END).expect("which ends");
    if std::env::var_os("WARRAQ_BLESS").is_some() {
        fs::write(README, format!("{before}{BEGIN}{}{END}{after}", keys())).expect("README can be written");
    } else {
        assert_eq!(table, keys(), "WARRAQ_BLESS=1 cargo test --test docs writes it anew");
    }
}

#[test]
fn every_command_that_readme_shows_is_in_the_help() {
    let readme = fs::read_to_string(README).expect("README is there");
    let help = warraq::cli::help();
    let mut commands = 0;
    for line in readme.lines().filter(|line| line.starts_with("warraq ")) {
        let words: Vec<&str> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
        let Some(command) = words.get(1).filter(|word| **word != "=") else { continue };
        assert!(help.contains(&format!("warraq {command}")), "{line}");
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.contains(*option), "{line}");
        }
        commands += 1;
    }
    assert!(commands >= 5);
}
