//! What bytes mean, case by case; each case is also cut at every byte.

use super::*;

/// Events in short: keys in their notation, `paste(…)`, `reply`.
fn show(events: &[Event]) -> String {
    let words: Vec<String> = events
        .iter()
        .map(|event| match event {
            Event::Key(key) => key.to_string(),
            Event::Mouse(Mouse { deed, column, row }) => format!("{deed:?}({column},{row})"),
            Event::Paste(text) => format!("paste({text})"),
            Event::Reply(_) => "reply".to_owned(),
        })
        .collect();
    words.join(" ")
}

fn parse(pieces: &[&[u8]]) -> Vec<Event> {
    let (mut parser, mut events) = (Parser::new(), Vec::new());
    for piece in pieces {
        parser.feed(piece, &mut events);
    }
    parser.flush(&mut events);
    assert_eq!(parser.awaited(), None, "a flushed parser waits for nothing");
    events
}

fn check(bytes: impl AsRef<[u8]>, expected: &str) {
    let bytes = bytes.as_ref();
    let whole = parse(&[bytes]);
    assert_eq!(show(&whole), expected, "{:?}", bytes.escape_ascii().to_string());
    for cut in 0..=bytes.len() {
        let (before, after) = bytes.split_at(cut);
        assert_eq!(parse(&[before, after]), whole, "{:?} cut at {cut}", bytes.escape_ascii().to_string());
    }
    let bytewise: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(parse(&bytewise), whole);
    // Whatever came, the next key is understood.
    let next =
        parse(&[bytes, if bytes.starts_with(b"\x1b[200~") { b"\x1b[201~" } else { b"\x03\x03" }, b"j"]);
    assert!(show(&next).ends_with('j'), "{:?} → {}", bytes.escape_ascii().to_string(), show(&next));
}

#[test]
fn characters() {
    check("", "");
    check("jG", "j G");
    check(" <", "<Space> <lt>");
    check("محمد", "م ح م د");
    check("中😀", "中 😀");
    check("\u{200f}", "<U+200F>");
}

#[test]
fn controls() {
    check("\x00", "<C-Space>");
    check("\x01\x04\x1a", "<C-a> <C-d> <C-z>");
    check("\x03", "<C-c>");
    check("\x1c\x1d\x1e\x1f", "<C-\\> <C-]> <C-^> <C-_>");
    check("\r", "<Enter>");
    check("\n", "<Enter>");
    check("\t", "<Tab>");
    check("\x08\x7f", "<BS> <BS>");
}

#[test]
fn escape_and_alt() {
    check("\x1b", "<Esc>");
    check("\x1b\x1b", "<Esc> <Esc>");
    check("\x1b\x1b\x1b", "<Esc> <Esc> <Esc>");
    check("\x1bx", "<A-x>");
    check("\x1bxj", "<A-x> j");
    check("\x1bب", "<A-ب>");
    check("\x1b\r", "<A-Enter>");
    check("\x1b\x7f", "<A-BS>");
    check("\x1b\x01", "<C-A-a>");
    check("\x1b\x1b[A", "<Esc> <Up>");
    check("\x1bX\x1b^", "<A-X> <A-^>");
}

#[test]
fn an_introducer_alone_is_alt() {
    check("\x1b[", "<A-[>");
    check("\x1bO", "<A-O>");
    check("\x1bP", "<A-P>");
    check("\x1b]", "<A-]>");
    check("\x1b_", "<A-_>");
    check("\x1b[\r", "<A-[> <Enter>");
    check("\x1b[\x1b[A", "<A-[> <Up>");
    check("\x1bP\x1b[A", "<A-P> <Up>");
    check("\x1bOب", "<A-O> ب");
}

#[test]
fn arrows_home_and_end() {
    check("\x1b[A\x1b[B\x1b[C\x1b[D", "<Up> <Down> <Right> <Left>");
    check("\x1bOA\x1bOB\x1bOC\x1bOD", "<Up> <Down> <Right> <Left>");
    check("\x1b[H\x1b[F", "<Home> <End>");
    check("\x1bOH\x1bOF", "<Home> <End>");
    check("\x1b[1~\x1b[4~", "<Home> <End>");
    check("\x1b[7~\x1b[8~", "<Home> <End>");
    check("\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "<Insert> <Delete> <PageUp> <PageDown>");
    check("\x1b[Z", "<S-Tab>");
}

#[test]
fn function_keys() {
    check("\x1bOP\x1bOQ\x1bOR\x1bOS", "<F1> <F2> <F3> <F4>");
    check("\x1b[P\x1b[Q\x1b[R\x1b[S", "<F1> <F2> <F3> <F4>");
    check("\x1b[[A\x1b[[E", "<F1> <F5>");
    check("\x1b[11~\x1b[15~\x1b[17~\x1b[21~", "<F1> <F5> <F6> <F10>");
    check("\x1b[23~\x1b[24~\x1b[26~\x1b[29~\x1b[34~", "<F11> <F12> <F14> <F16> <F20>");
}

#[test]
fn modifiers() {
    check("\x1b[1;5A\x1b[1;2B\x1b[1;3C\x1b[1;8D", "<C-Up> <S-Down> <A-Right> <C-A-S-Left>");
    check("\x1b[5A", "<C-Up>");
    check("\x1bO5A", "<C-Up>");
    check("\x1b[1;5P", "<C-F1>");
    check("\x1b[3;5~\x1b[15;2~", "<C-Delete> <S-F5>");
    // rxvt.
    check("\x1b[a\x1b[b\x1b[c\x1b[d", "<S-Up> <S-Down> <S-Right> <S-Left>");
    check("\x1bOa\x1bOd", "<C-Up> <C-Left>");
    check("\x1b[5$\x1b[5^\x1b[5@", "<S-PageUp> <C-PageUp> <C-S-PageUp>");
    // Keys by the number of their character.
    check("\x1b[97;5u\x1b[97;2u\x1b[97;1u\x1b[65;6u", "<C-a> A a <C-a>");
    check("\x1b[27;5;105~\x1b[27;2;13~", "<C-i> <S-Enter>");
    check("\x1b[27u\x1b[127;5u", "<Esc> <C-BS>");
    // kitty: a press, a repetition, a release.
    check("\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u", "a a");
    check("\x1b[1;1:3A", "");
}

#[test]
fn keypad() {
    check("\x1bOM\x1bOj\x1bOk\x1bOp\x1bOy", "<Enter> * + 0 9");
}

#[test]
fn replies_are_never_keys() {
    for reply in [
        "\x1b[?64;1;2;6;9;15;17;18;21;22;28c",
        "\x1b[?6c",
        "\x1b[>0;136;0c",
        "\x1b[0n",
        "\x1b[?2026;2$y",
        "\x1b[8;1$y",
        "\x1bP>|XTerm(412)\x1b\\",
        "\x1bP>|quit q q\x07",
        "\x1bP1+r436f=323536\x1b\\",
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\x1b]11;rgb:0000/0000/0000\x07",
        "\x1b]52;c;2YXYrdmF\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b[12;40R",
        "\x1b[1;5R",
        "\x1b[8;24;80t",
        "\x1b[?0u",
        "\x1b[?1;0;1024S",
        "\x1b]lمقال\x1b\\",
    ] {
        check(reply, "reply");
        check(format!("j{reply}k"), "j reply k");
        assert_eq!(parse(&[reply.as_bytes()]), [Event::Reply(reply.as_bytes().to_vec())]);
    }
}

#[test]
fn a_broken_off_reply_does_not_hold_the_keys() {
    check("\x1bP>|XTe", "");
    check("\x1bP>|XTe\x1b", "<Esc>");
    check("\x1bP>|XTe\x1b[A", "<Up>");
    check("\x1b]11;rgb\x18j", "j");
    check("\x1b]11;rgb\x03j", "<C-c> j");
    check("\x1b[?64;1", "");
    check("\x1b[?64;1\rj", "<Enter> j");
}

#[test]
fn the_mouse_reports() {
    check("\x1b[<0;10;20Mj", "Press(9,19) j");
    check("\x1b[<0;10;20mj", "Release(9,19) j");
    check("\x1b[<32;10;20M\x1b[<32;11;20M", "Drag(9,19) Drag(10,19)");
    check("\x1b[<64;1;1M\x1b[<65;1;1M", "WheelUp(0,0) WheelDown(0,0)");
    // Shift, Alt and Ctrl held.
    check("\x1b[<4;1;1M\x1b[<24;1;1M", "Press(0,0) Press(0,0)");
    check("\x1b[<0;65536;1M", "Press(65535,0)");
}

#[test]
fn reports_that_mean_nothing_are_swallowed() {
    // Other buttons, moves without one, a wheel that turns sideways.
    check("\x1b[<1;1;1M\x1b[<2;1;1M\x1b[<35;1;1M\x1b[<66;1;1M\x1b[<128;1;1M\x1b[<64;1;1mj", "j");
    // Off every screen, torn, or no report at all.
    check("\x1b[<0;0;1M\x1b[<0;1;0M\x1b[<0;65537;1M\x1b[<0;99999999999999999999;1Mj", "j");
    check("\x1b[<0;1M\x1b[<0M\x1b[<M\x1b[<0;1;1;1M\x1b[<0;1:2;1M\x1b[<0;-1;1M\x1b[<0;1;1Rj", "j");
    check("\x1b[<0;1;1\rj", "<Enter> j");
    check(format!("\x1b[<0;{};1Mj", "1".repeat(10_000)), "j");
}

#[test]
fn focus_and_old_reports_are_swallowed() {
    check("\x1b[I\x1b[O", "");
    check("\x1b[32;10;20Mj", "j");
    check("\x1b[M qqj", "j");
    check("\x1b[M \rj", "<Enter> j");
}

#[test]
fn unknown_sequences_are_swallowed() {
    check("\x1b[99~\x1b[9u\x1b[1;2;3;4;5vj", "<Tab> j");
    check("\x1b[57399u\x1b[0u\x1b[1114112u\x1b[128u", "");
    check("\x1b[[Zj\x1b[ qj\x1b[99999999999999999999Aj", "j j <C-A-Up> j");
}

#[test]
fn pastes() {
    check("\x1b[200~hello\x1b[201~j", "paste(hello) j");
    check("\x1b[200~\x1b[201~", "paste()");
    check("\x1b[200~محمد علي\x1b[201~", "paste(محمد علي)");
    check("\x1b[200~a\r\nb\rc\nd\te\x1b[201~", "paste(a b c d e)");
    check("\x1b[200~a\x00\x1b[31m\x07\u{9b}b\x7f\x1b[201~", "paste(a[31mb)");
    check("\x1b[200~a\x1b[20\x1b[201~", "paste(a[20)");
    check("\x1b[200~a\x1b\x1b[201~", "paste(a)");
    check(b"\x1b[200~a\xff\xd9b\x1b[201~", "paste(ab)");
    check("\x1b[200~q", "paste(q)");
    check("\x1b[201~j", "j");
}

#[test]
fn what_is_no_utf8_is_ignored() {
    check(b"\xffj\x80k\xc0\xafl", "j k l");
    check(b"\xd9j", "j");
    check(b"\xd9\xd9\x85", "م");
    check(b"\xed\xa0\x80j", "j");
    check(b"\xf4\x90\x80\x80j", "j");
    check(b"\xe0\x80\x80j", "j");
    check(b"\xd9\x1b[A", "<Up>");
    check(b"\xd9", "");
    check("\u{9b}\u{85}", "");
}

#[test]
fn lengths_are_bounded() {
    let (mut parser, mut events) = (Parser::new(), Vec::new());
    let check_bounds = |parser: &Parser, limit| {
        assert!(parser.held.len() <= limit, "{} bytes held", parser.held.len());
        assert!(parser.held.capacity() <= 2 * limit, "room for {} bytes", parser.held.capacity());
    };
    for (begin, end) in [("\x1bP>|", "\x1b\\"), ("\x1b]11;", "\x07"), ("\x1b[?", "c")] {
        parser.feed(begin.as_bytes(), &mut events);
        for _ in 0..10_240 {
            parser.feed(&[b'1'; 1024], &mut events);
            check_bounds(&parser, SEQUENCE_LIMIT);
        }
        parser.feed(end.as_bytes(), &mut events);
        let [Event::Reply(reply)] = &events[..] else { panic!("{} events", events.len()) };
        assert_eq!(reply.len(), SEQUENCE_LIMIT);
        events.clear();
    }

    parser.feed(b"\x1b[", &mut events);
    parser.feed(&vec![b'1'; 100_000], &mut events);
    parser.feed(b"Aj", &mut events);
    assert_eq!(show(&events), "j");
    events.clear();

    parser.feed(b"\x1b[200~", &mut events);
    parser.feed("ب".repeat(100_000).as_bytes(), &mut events);
    check_bounds(&parser, PASTE_LIMIT);
    parser.feed(b"\x1b[201~", &mut events);
    let [Event::Paste(text)] = &events[..] else { panic!("{} events", events.len()) };
    assert_eq!(text.len(), PASTE_LIMIT);
    check_bounds(&parser, SEQUENCE_LIMIT);
}

#[test]
fn waiting() {
    let waits = |bytes: &[u8], expected| {
        let mut parser = Parser::new();
        parser.feed(bytes, &mut Vec::new());
        assert_eq!(parser.awaited(), expected, "{:?}", bytes.escape_ascii().to_string());
    };
    waits(b"", None);
    waits(b"j\x1b[A", None);
    waits(b"\x1b", Some(Awaited::AfterEscape));
    waits(b"\x1b[", Some(Awaited::AfterIntroducer));
    waits(b"\x1bP", Some(Awaited::AfterIntroducer));
    waits(b"\x1bP>|\x1b", Some(Awaited::AfterIntroducer));
    waits(b"\x1b[1", Some(Awaited::Rest));
    waits(b"\x1bP>", Some(Awaited::Rest));
    waits(b"\x1b[200~", Some(Awaited::Rest));
    waits(b"\x1b[M", Some(Awaited::Rest));
    waits(b"\xd9", Some(Awaited::Rest));
}

/// splitmix64: the same bytes in each run, without a crate.
pub(in crate::session) fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[test]
fn random_bytes_give_no_control_characters() {
    // Bytes that lead into every state come often; the rest is anything.
    const LIKELY: &[u8] = b"\x1b\x1b\x1b\x1b[[]OP_M\\~;;012?$u\x07\x18cnR\xd9\x85\xe4";
    let mut seed = 1;
    for _ in 0..2_000 {
        let bytes: Vec<u8> = (0..random(&mut seed) % 200)
            .map(|_| {
                let draw = random(&mut seed);
                let likely = LIKELY[(draw >> 16) as usize % LIKELY.len()];
                if draw.is_multiple_of(4) { (draw >> 8) as u8 } else { likely }
            })
            .collect();
        let whole = parse(&[&bytes]);
        for event in &whole {
            match event {
                Event::Key(Key { code: KeyCode::Char(c), .. }) => assert!(!c.is_control(), "{c:?}"),
                Event::Paste(text) => assert!(!text.chars().any(char::is_control), "{text:?}"),
                Event::Reply(reply) => assert!(reply.starts_with(b"\x1b")),
                Event::Key(_) | Event::Mouse(_) => {}
            }
        }
        let cut = random(&mut seed) as usize % (bytes.len() + 1);
        assert_eq!(parse(&[&bytes[..cut], &bytes[cut..]]), whole, "{} cut at {cut}", bytes.escape_ascii());
    }
}

#[test]
fn lam_and_alef_of_one_read_are_one_key() {
    let check = |text: &str, expected: &str| {
        let mut events = parse(&[text.as_bytes()]);
        join_lam_alef(&mut events);
        assert_eq!(show(&events), expected);
    };
    check("سلام", "س ﻻ م");
    check("لالآ", "ﻻ ﻵ");
    check("لل", "ل ل");
    check("\x1b[200~لا\x1b[201~", "paste(لا)");
}
