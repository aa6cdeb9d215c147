//! Reading what is not a seed: ordinary texts are left alone, scraped ones lose only what is
//! certain, and no file or folder, however odd, stops the rest or makes the reader wait.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::fs::{CWD, FileType, Mode, mknodat};
use warraq::corpus::{
    Article, ArticleId, Item, MAX_BYTES, Notice, NoticeKind, Origin, Residue, Role, Source, Title,
    from_bytes, read,
};

fn article(bytes: &[u8]) -> Result<Article, NoticeKind> {
    from_bytes(bytes.to_vec(), "a.txt".to_string(), Origin::Embedded, ArticleId(0))
}

/// One paragraph of running text, longer than any line that is broken by hand.
const PROSE: &str = "اجتمع المجلس صباح أمس في مقره الجديد وناقش الأعضاء خطة العام المقبل بنداً بنداً، ثم اتفقوا على أن \
                     تعرض الخطة على اللجنة المالية قبل نهاية الشهر الجاري، وأن تنشر نتائجها كاملة.";

// ---------------------------------------------------------------- what lines are

/// Reads `lines`, each written as «letter text», and compares the letters with the roles that are
/// found: H headline, K kicker, D dateline, C caption, h heading, B body; r repeated, c control,
/// l links. `P` alone stands for a body line of [`PROSE`]; an empty entry is a blank line.
#[track_caller]
fn check(lines: &[&str]) -> Article {
    let split = |line: &&str| match *line {
        "P" => ('B', PROSE.to_string()),
        line => (line.chars().next().expect("a letter"), line[2..].to_string()),
    };
    let wanted: Vec<(char, String)> = lines.iter().filter(|line| !line.is_empty()).map(split).collect();
    let text: Vec<String> =
        lines.iter().map(|line| if line.is_empty() { String::new() } else { split(line).1 }).collect();
    let found = article(text.join("\n").as_bytes()).expect("it is a text");
    let found_parts: Vec<(char, String)> = found
        .parts
        .iter()
        .map(|part| {
            let letter = match part.role {
                Role::Headline => 'H',
                Role::Kicker => 'K',
                Role::Dateline => 'D',
                Role::Caption => 'C',
                Role::Heading => 'h',
                Role::Body => 'B',
                Role::Residue(Residue::Repeated) => 'r',
                Role::Residue(Residue::Control) => 'c',
                Role::Residue(Residue::Related) => 'l',
            };
            (letter, found.text[part.range.clone()].to_string())
        })
        .collect();
    assert_eq!(found_parts, wanted);
    found
}

#[test]
fn a_headline_above_paragraphs() {
    check(&["H المجلس يناقش خطة العام المقبل", "", "P", "", "P"]);
    check(&["H المجلس يناقش خطة العام المقبل", "P", "P"]);
    check(&["H ماذا بعد اجتماع المجلس؟", "", "P"]);
    check(&["H A plain headline", "", "B One sentence of running text follows it, with more words."]);
}

#[test]
fn a_headline_that_stands_twice() {
    check(&["H المجلس يناقش خطة العام المقبل", "r المجلس يناقش خطة العام المقبل", "", "P"]);
    check(&[
        "H المجلس يناقش خطة العام المقبل",
        "C قاعة المجلس (رويترز)",
        "c TT",
        "r المجلس يناقش خطة العام المقبل",
        "r قاعة المجلس (رويترز)",
        "",
        "P",
    ]);
    // The marks and the width of blanks do not make it another.
    check(&["H المجلس يناقش خطة العام المقبل", "r المجلسُ  يناقش خطّة العام المقبل", "", "P"]);
}

#[test]
fn the_line_above_a_headline_needs_a_sign_of_a_page() {
    check(&["K أكد أهمية الخطة", "", "H المجلس يناقش خطة العام المقبل كاملة", "", "c صورة", "", "P"]);
    check(&["H المجلس يناقش الخطة الجديدة", "", "K خطة العام المقبل ستعرض على اللجنة", "", "P"]);
}

#[test]
fn headings_between_paragraphs() {
    check(&["P", "", "h خطة جديدة", "", "P"]);
    check(&["P", "", "h * خطة جديدة", "", "P"]);
    check(&["P", "", "h ## خطة جديدة", "", "C قاعة المجلس (أ.ف.ب)", "", "P"]);
    check(&["P", "h خطة جديدة", "P"]);
}

#[test]
fn a_line_that_follows_a_colon_is_no_heading() {
    check(&[
        "B قال الشاعر في وصف ما رآه من أهل المدينة وقد اجتمعوا:",
        "",
        "B بانت سعاد فقلبي اليوم متبول",
        "",
        "P",
    ]);
}

#[test]
fn controls_at_the_edges() {
    check(&[
        "H المجلس يناقش خطة العام المقبل",
        "",
        "c فيسبوك تويتر واتساب",
        "",
        "P",
        "",
        "c تويتر",
        "c طباعة",
    ]);
    check(&["P", "", "c شارك:", "c فيسبوك | تويتر"]);
    check(&["B The council met in its new house and discussed the plan.", "", "c Facebook", "c Twitter"]);
}

#[test]
fn links_at_the_end() {
    let links = ["l المجلس يقر الموازنة الجديدة", "l افتتاح المقر الجديد للمجلس"];
    check(&["P", "", "P", "", "l مقالات ذات صلة", links[0], links[1]]);
    check(&["P", "", "P", "", "l اقرأ أيضاً:", "", links[0], "", links[1], "", "l تابعوا أخبار المجلس هنا"]);
    check(&["P", "", "l مواضيع متعلقة"]);
}

#[test]
fn links_between_paragraphs() {
    check(&["P", "", "l اقرأ أيضاً: المجلس يقر الموازنة الجديدة", "", "P"]);
    check(&["P", "", "l اقرأ أيضاً", "", "l المجلس يقر الموازنة الجديدة", "", "P"]);
    check(&["P", "", "l اقرأ أيضاً", "l المجلس يقر الموازنة الجديدة", "P"]);
    check(&["P", "", "l اقرأ أيضاً", "l المجلس يقر الموازنة الجديدة", "", "h خطة جديدة", "", "P"]);
}

#[test]
fn cards_end_where_their_shape_ends() {
    check(&[
        "P",
        "l مقالات ذات صلة",
        "l قاعة المجلس الجديدة",
        "l المجلس يقر الموازنة",
        "l أقر المجلس أمس موازنة العام المقبل بعد نقاش طويل استمر ساعات.",
        "l «الجريدة» (برلين)",
        "l مقر اللجنة المالية",
        "l اللجنة المالية تجتمع",
        "l اجتمعت اللجنة المالية أمس في مقرها لمناقشة موازنة العام المقبل.",
        "l «الجريدة» (القاهرة)",
        "",
        "h خطة جديدة",
        "",
        "P",
        "P",
    ]);
}

#[test]
fn another_article_after_the_links_is_kept() {
    check(&[
        "P",
        "",
        "l مقالات ذات صلة",
        "l المجلس يقر الموازنة الجديدة",
        "",
        "H اللجنة المالية تبدأ اجتماعاتها",
        "C رئيس اللجنة (رويترز)",
        "c TT",
        "r اللجنة المالية تبدأ اجتماعاتها",
        "r رئيس اللجنة (رويترز)",
        "",
        "P",
    ]);
}

#[test]
fn another_article_without_links_before_it_is_found() {
    check(&[
        "P",
        "c تويتر",
        "H اللجنة المالية تبدأ اجتماعاتها",
        "C رئيس اللجنة (رويترز)",
        "r اللجنة المالية تبدأ اجتماعاتها",
        "",
        "P",
    ]);
}

#[test]
fn text_below_links_is_never_swallowed() {
    // Broken by hand: the first lines of the paragraph look like links, but are attached to it.
    check(&[
        "P",
        "",
        "l اقرأ أيضاً",
        "l المجلس يقر الموازنة الجديدة",
        "",
        "B ثم خرج الأعضاء من القاعة الكبرى وتحدثوا",
        "B إلى الصحافة التي كانت تنتظرهم منذ الصباح الباكر.",
        "",
        "P",
    ]);
    // A marker with a paragraph below it is a heading.
    check(&["P", "", "h مقالات ذات صلة", "", "P"]);
    // What the article itself lists is no block of links.
    check(&["P", "", "B مواضيع متعلقة", "B - موازنة العام المقبل", "B - صيانة المبنى القديم"]);
}

#[test]
fn a_paragraph_may_close_with_its_agency() {
    check(&["H المجلس يناقش الخطة", "", "P", "", "B وقال المتحدث إن الأمر انتهى بعد نقاش طويل. (رويترز)"]);
}

#[test]
fn the_name_of_who_is_pictured_is_no_headline() {
    check(&["C الوزير سالم الحسن", "", "B قال وزير المالية، سالم الحسن، إن الخطة ستعرض على اللجنة قريباً."]);
    check(&["H الوزير سالم الحسن", "", "P"]);
    check(&["H الوزير سالم الحسن: الخطة جاهزة", "", "B قال سالم الحسن أمس إن الخطة ستعرض على اللجنة قريباً."]);
}

// ---------------------------------------------------------------- source and date

#[track_caller]
fn check_source(lines: &[&str], source: Option<&str>, date: Option<&str>) {
    let text = lines.join("\n").replace('P', PROSE);
    let found = article(text.as_bytes()).expect("it is a text");
    let slice = |range: &std::ops::Range<usize>| &found.text[range.clone()];
    assert_eq!(found.source.as_ref().map(slice), source);
    assert_eq!(found.date_text(), date);
}

#[test]
fn sources_and_dates_where_they_stand() {
    check_source(&["P", "P", "(الأخبار)"], Some("الأخبار"), None);
    check_source(&["رويترز | القاهرة", "P"], Some("رويترز"), None);
    check_source(&["عنوان المقال", "وكالة الأنباء | لندن - بريطانيا", "P"], Some("وكالة الأنباء"), None);
    check_source(&["عنوان المقال", "", "الجمعة 18 أكتوبر 2024", "", "P"], None, Some("18 أكتوبر 2024"));
    check_source(&["عنوان المقال", "القاهرة | 18/10/2024", "", "P"], None, Some("18/10/2024"));
    check_source(&["P", "", "P", "", "2024-10-18"], None, Some("2024-10-18"));
}

#[test]
fn nothing_is_guessed() {
    check_source(&["P", "P", "(يتبع)"], None, None);
    check_source(&["P", "P", "(بيروت 1982)"], None, None);
    check_source(&["بيت من الشعر القديم", "بيت آخر بعده", "(المتنبي)"], None, None);
    check_source(&["رياضة | الأهلي يفوز على الزمالك", "", "P"], None, None);
    check_source(&["عنوان المقال", "", "03/04/2024", "", "P"], None, None);
    check_source(&["ثورة 25 يناير 2011", "", "P"], None, None);
    check_source(&["عنوان المقال", "17 أكتوبر 2024", "18 أكتوبر 2024", "", "P"], None, None);
    check_source(&["P وقد جرى ذلك في 18 أكتوبر 2024."], None, None);
}

#[test]
fn the_lead_is_one_sentence_and_bounded() {
    let lead = |text: &str| match article(text.as_bytes()).expect("a text").title {
        Title::Lead(range) => text[range].to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        lead("قال د. سالم إن النسبة 10.5 في المئة فقط.وأضاف شيئاً آخر."),
        "قال د. سالم إن النسبة 10.5 في المئة فقط."
    );
    assert_eq!(
        lead("ذكرت أ.ف.ب أن الاجتماع انتهى أمس مساءً. ثم سكتت."),
        "ذكرت أ.ف.ب أن الاجتماع انتهى أمس مساءً."
    );
    let long = "كلمة ".repeat(3_000);
    assert!(lead(&long).chars().count() <= 400);
    assert!(lead(&long).ends_with("كلمة"));
    assert_eq!(lead(&"ب".repeat(5_000)).chars().count(), 400);
}

// ---------------------------------------------------------------- ordinary texts

/// Ordinary texts: nothing of them may be residue.
#[track_caller]
fn leaves_alone(text: &str) {
    let article = article(text.as_bytes()).expect("it is a text");
    for part in &article.parts {
        assert!(!matches!(part.role, Role::Residue(_)), "{:?}: {}", part.role, &text[part.range.clone()]);
    }
}

#[test]
fn leaves_a_poem_with_a_refrain_alone() {
    leaves_alone(
        "أغنية المطر\n\nعيناك غابتا نخيل ساعة السحر\nأو شرفتان راح ينأى عنهما القمر\n\nمطر مطر مطر مطر\n\n\
         كأن أقواس السحاب تشرب الغيوم\nوقطرة فقطرة تذوب في المطر\n\nمطر مطر مطر مطر\n\nوكركر الأطفال في عرائش \
         الكروم\nودغدغت صمت العصافير على الشجر\n\nمطر مطر مطر مطر\n",
    );
}

#[test]
fn leaves_a_poem_and_its_commentary_alone() {
    leaves_alone(&format!(
        "يا ليل طل أو لا تطل\nلا بد لي أن أسهرك\n\nيا ليل طل أو لا تطل\nلا بد لي أن أسهرك\n\n{PROSE}\n\n{PROSE}"
    ));
}

/// Too long for the lines above an article, even with a picture's credit among them.
#[test]
fn leaves_a_long_song_above_a_text_alone() {
    let stanza = "يا ليل يا عين يا ليل\nقال لنا المذيع (رويترز)\nيا ليل يا عين يا ليل\n";
    let lines: String = (0..20).map(|verse| format!("بيت جديد رقمه {verse}\n")).collect();
    leaves_alone(&format!("{}{lines}\n{PROSE}", stanza.replace("(رويترز)", "")));
    leaves_alone(&format!("{stanza}{lines}\n{PROSE}"));
}

#[test]
fn leaves_a_list_alone() {
    leaves_alone("مشتريات الأسبوع\n\n- خبز\n- حليب (لتران)\n- خبز\n- صورة للجواز\n- تفاح (كيلو واحد)\n");
    leaves_alone("خبز\nحليب\nخبز\nصورة\nتويتر\n");
}

#[test]
fn leaves_a_list_of_networks_alone() {
    leaves_alone(&format!(
        "{PROSE}\n\nوأكثر الشبكات استخداماً بين من شملهم الاستطلاع هي:\n\nفيسبوك\nتويتر\nواتساب"
    ));
    leaves_alone(&format!(
        "{PROSE}\n\nأي هذه الشبكات يستخدم الناس اليوم أكثر من غيرها في المدينة؟\n\nفيسبوك\nتويتر"
    ));
}

#[test]
fn leaves_sections_named_after_networks_alone() {
    leaves_alone(&format!("الشبكات\n\n{PROSE}\n\nتويتر\n\n{PROSE}\n\nفيسبوك\n\n{PROSE}\n\nصورة\n\n{PROSE}"));
}

#[test]
fn leaves_minutes_of_a_meeting_alone() {
    leaves_alone(
        "محضر اجتماع مجلس الإدارة\nالتاريخ: 3 مارس 2024\nالمكان: قاعة الاجتماعات\nالحضور: سالم، هدى، ليلى\n\nأولاً: \
         الموازنة\nعرضت هدى موازنة العام المقبل، ووافق الحاضرون عليها بالإجماع.\n\nثانياً: مواضيع متعلقة\n\nمواضيع \
         متعلقة\n1. صيانة المبنى القديم\n2. شراء الأجهزة الجديدة\n\nرفعت الجلسة في الساعة الثانية ظهراً.\n",
    );
}

#[test]
fn leaves_a_chapter_of_a_novel_alone() {
    leaves_alone(
        "الفصل الثالث\n\nلقاء في المقهى\n\nدخل حسن المقهى متأخراً كعادته، وجلس إلى الطاولة التي في الركن البعيد.\n\n- من \
         هناك؟\n\n- أنا.\n\nلم يقل شيئاً.\n\n- من هناك؟\n\n- أنا.\n\nثم نهض ببطء ومشى إلى الباب، وكان المطر قد بدأ ينزل \
         على المدينة كلها.\n\n***\n\nفي الصباح وجد الرسالة تحت الباب، وقرأها مرتين قبل أن يفهم ما فيها.\n\n(يتبع)\n",
    );
}

#[test]
fn leaves_a_story_named_after_a_picture_alone() {
    leaves_alone(&format!("صورة\n\n{PROSE}\n\n{PROSE}"));
    leaves_alone(&format!("من دفتر قديم جداً\n\nصورة\n\n{PROSE}\n\n{PROSE}"));
}

#[test]
fn leaves_words_of_furniture_inside_sentences_alone() {
    leaves_alone(
        "نشر الوزير صورة على تويتر\n\nنشر الوزير صورة له على تويتر ثم حذفها، وقال إن حسابه على فيسبوك قد سرق \
         أمس.\n\nوشارك آلاف المستخدمين صورة أخرى عبر واتساب قبل أن تختفي هي أيضاً.\n\nصورة واحدة بقيت.\n",
    );
    leaves_alone(
        "The Audi TT\n\nThe Audi TT was built from 1998 on, and the TT is missed by many.\n\nTT is its name.\n",
    );
}

#[test]
fn leaves_a_paragraph_that_comes_back_alone() {
    leaves_alone(&format!(
        "خطبة\n\n{PROSE}\n\n{PROSE}\n\nفليسمع من له أذنان للسمع\n\n{PROSE}\n\nفليسمع من له أذنان للسمع\n\n{PROSE}"
    ));
}

#[test]
fn leaves_english_alone() {
    leaves_alone(
        "The Meeting\n\nA report in three parts\n\nThe council met on Monday and talked about the plan for \
         hours.\n\nShare of the vote\n\nNobody counted the votes, and nobody asked that they be counted.\n\nRead more \
         books\n\nThat was the advice the chair gave to everyone at the end.\n",
    );
}

#[test]
fn leaves_hebrew_alone() {
    leaves_alone(
        "ישיבת המועצה\n\nהמועצה התכנסה אתמול בבניין החדש ודנה בתוכנית לשנה הבאה במשך שעות רבות.\n\nתוכנית \
         חדשה\n\nבסוף הישיבה הוחלט להעביר את התוכנית לוועדת הכספים לפני סוף החודש.\n",
    );
}

#[test]
fn leaves_a_text_broken_by_hand_alone() {
    leaves_alone(
        "The Old House\n\nIt stood at the end of the road, and nobody who\nlived in the village could say who had\n\
         built it. The windows were dark even at noon.\n\nOn Sundays the children went there to look at\nthe garden, \
         which nobody had touched for years.\nTheir parents did not like it. They said so often.\n",
    );
}

#[test]
fn leaves_an_interview_alone() {
    leaves_alone(&format!(
        "حوار مع كاتب\n\nمتى بدأت الكتابة؟\n\n{PROSE}\n\nومتى بدأت الكتابة؟\n\n{PROSE}\n\nمتى بدأت الكتابة؟\n\n{PROSE}"
    ));
}

#[test]
fn leaves_a_letter_alone() {
    leaves_alone(
        "عزيزتي سلمى،\n\nوصلتني رسالتك صباح اليوم وقرأتها مرات، وفرحت بما كتبت عن البيت والحديقة.\n\nأرسل إليك مع هذه \
         الرسالة صورة البحر كما وعدتك في الصيف الماضي.\n\nمع المحبة\nأخوك\nسامي\n",
    );
}

#[test]
fn leaves_a_recipe_and_a_table_alone() {
    leaves_alone(
        "شوربة العدس\n\nالمقادير:\nكوب عدس\nبصلة (مفرومة)\nكوب عدس\n\nالطريقة:\nيغسل العدس جيداً ثم يسلق مع البصل حتى ينضج تماماً.\n",
    );
    leaves_alone("| الاسم | المدينة |\n|---|---|\n| هدى | بيروت |\n| هدى | بيروت |\n");
}

#[test]
fn leaves_a_song_with_a_credit_in_it_alone() {
    leaves_alone(
        "أغنية عن وكالات الأنباء\nقال لنا المذيع (رويترز)\nيا ليل يا عين يا ليل\nقال لنا المذيع (رويترز)\nيا ليل يا عين يا ليل",
    );
}

#[test]
fn leaves_advice_to_read_alone() {
    leaves_alone(&format!("{PROSE}\n\nاقرأ أيضاً كتاب الأغاني، فهو من أجمل ما كتب في هذا الباب.\n\n{PROSE}"));
}

// ---------------------------------------------------------------- any text

/// What holds for every text: the parts are in order, whole characters, and all that shows.
#[track_caller]
fn holds(text: &str) {
    let Ok(article) = article(text.as_bytes()) else { return };
    let mut at = 0;
    for part in &article.parts {
        let between = &article.text[at..part.range.start];
        assert!(
            between.trim_matches(|c: char| c.is_whitespace() || is_steering(c)).is_empty(),
            "{between:?}"
        );
        assert!(!article.text[part.range.clone()].trim().is_empty());
        at = part.range.end;
    }
    assert!(article.text[at..].trim_matches(|c: char| c.is_whitespace() || is_steering(c)).is_empty());
    let date = article.date.as_ref().map(|date| &date.range);
    for range in article.source.as_ref().into_iter().chain(date) {
        assert!(!article.text[range.clone()].trim().is_empty());
    }
    match &article.title {
        Title::Headline(range) | Title::Lead(range) => {
            assert!(!article.text[range.clone()].trim().is_empty());
        }
        Title::None => panic!("a text that shows something has a title"),
    }
}

fn is_steering(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}')
}

#[test]
fn holds_for_any_order_of_odd_lines() {
    const LINES: &[&str] = &[
        "",
        "",
        "",
        PROSE,
        PROSE,
        "صورة",
        "تويتر",
        "TT",
        "مقالات ذات صلة",
        "اقرأ أيضاً:",
        "المجلس يناقش خطة العام المقبل",
        "المجلس يناقش خطة العام المقبل",
        "قاعة المجلس (رويترز)",
        "«الجريدة» (برلين)",
        "(الأخبار)",
        "()",
        "(",
        ")",
        "|",
        "أخبار | باريس - فرنسا",
        "18 أكتوبر 2024",
        "اقرأ أيضاً: المجلس يقر الموازنة",
        "نعم.",
        "؟",
        "***",
        "\u{200F}",
        "1. خبز",
        "- من هناك؟",
        "قال:",
        "\u{301}\u{301}",
        "a\u{2028}b",
        "بقلم سالم الحسن",
        "الوزير سالم الحسن",
        "»«",
        "1/2/3",
    ];
    const ENDS: &[&str] = &["\n", "\n", "\r\n", "\r", "\u{2029}", "\n\n"];
    // A small generator of our own: the same texts at every run.
    let mut state: u64 = 1;
    let mut pick = |count: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % count
    };
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..pick(24) {
            text.push_str(LINES[pick(LINES.len())]);
            text.push_str(ENDS[pick(ENDS.len())]);
        }
        holds(&text);
    }
}

/// Texts on which looking ahead, or back, from each line would take minutes.
#[test]
fn large_texts_are_read_in_linear_time() {
    holds(&"كلمة ".repeat(300_000));
    holds(&"ب".repeat(5_000_000));
    let blocks = [
        "مقالات ذات صلة\n",
        "TT\n",
        "المجلس يناقش خطة العام المقبل\n",
        "اقرأ أيضاً\nالمجلس يقر الموازنة\n",
        "اقرأ أيضاً: المجلس يقر الموازنة\n",
        "مقالات ذات صلة\nعنوان من ثلاث كلمات\nنص.\n«الجريدة» (برلين)\n",
        "قاعة المجلس (رويترز)\n",
        "(أ)\n",
        "\r",
    ];
    for block in blocks {
        let count = 20_000 / block.lines().count().max(1);
        holds(&format!("{PROSE}\n{}{PROSE}", block.repeat(count)));
        holds(&format!("{PROSE}\n{}", block.repeat(count)));
    }
}

#[test]
fn a_text_of_very_many_lines_is_kept_plain() {
    let text = format!("{PROSE}\n{}تويتر\n", "سطر\n".repeat(100_000));
    holds(&text);
    leaves_alone(&text);
}

// ---------------------------------------------------------------- bytes

#[track_caller]
fn refused(bytes: &[u8], kind: &NoticeKind) {
    assert_eq!(article(bytes).as_ref().map(|article| &article.text), Err(kind));
}

#[test]
fn bytes_that_are_no_text() {
    refused(b"", &NoticeKind::Empty);
    refused(b" \r\n\t\xC2\xA0\n", &NoticeKind::Empty);
    refused(b"\xEF\xBB\xBF", &NoticeKind::Empty);
    refused("\u{FEFF}\u{200F}\n\u{200B}".as_bytes(), &NoticeKind::Empty);
    refused(b"abc\0def", &NoticeKind::Binary);
    refused(b"\xFF\xFEa\0", &NoticeKind::Binary);
    refused(b"abc\xFFdef", &NoticeKind::NotUtf8 { offset: 3 });
    refused(b"\xEF\xBB\xBFab\xC7", &NoticeKind::NotUtf8 { offset: 5 });
    // CESU and surrogates are no UTF-8 either.
    refused(b"a\xED\xA0\x80", &NoticeKind::NotUtf8 { offset: 1 });
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let article = article("\u{FEFF}عنوان المقال\n\nنص".as_bytes()).expect("a text");
    assert_eq!(article.text, "عنوان المقال\n\nنص");
    assert_eq!(article.parts[0].range, 0.."عنوان المقال".len());
}

#[test]
fn line_ends_are_kept_and_are_in_no_part() {
    let text = "one\r\ntwo\rthree\u{2028}four\u{2029}\u{2029}  five \n\r\nsix";
    let article = article(text.as_bytes()).expect("a text");
    assert_eq!(article.text, text);
    let parts: Vec<&str> = article.parts.iter().map(|part| &text[part.range.clone()]).collect();
    assert_eq!(parts, ["one", "two", "three", "four", "five", "six"]);
    assert_eq!(article.words, 6);
}

#[test]
fn carriage_returns_leave_no_blank_lines() {
    let lines = ["عنوان المقال", PROSE, PROSE, "(الأخبار)"];
    let roles = |end: &str| -> Vec<Role> {
        article(lines.join(end).as_bytes()).expect("a text").parts.iter().map(|part| part.role).collect()
    };
    assert_eq!(roles("\r\n"), roles("\n"));
    assert_eq!(roles("\r\n\r\n"), roles("\n\n"));
}

// ---------------------------------------------------------------- files and folders

/// A folder of this test's own, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("warraq-corpus-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("the folder for temporary files can be written");
        Folder(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file that holds its own name, with the folders above it.
    fn file(&self, name: &str) -> &Folder {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("folders can be made");
        fs::write(path, name).expect("files can be written");
        self
    }

    fn fifo(&self, name: &str) -> &Folder {
        mknodat(CWD, self.path(name), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0)
            .expect("a pipe can be made");
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // The tests of refusal take rights away.
        let _ = fs::set_permissions(self.path("closed"), fs::Permissions::from_mode(0o700));
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What reading `paths` gives, in order: the path of each article, or what is noticed about which
/// place; all relative to the folder.
#[track_caller]
fn check_paths(folder: &Folder, paths: &[&str], expected: &[Result<&str, (&str, NoticeKind)>]) {
    let source = Source::Paths(paths.iter().map(|path| folder.path(path)).collect());
    let relative = |path: &Path| path.strip_prefix(&folder.0).expect("inside").to_string_lossy().into_owned();
    let found: Vec<Result<String, (String, NoticeKind)>> = source
        .items()
        .map(|item| {
            item.and_then(|item| read(&item, ArticleId(0)))
                .map(|article| match article.origin {
                    Origin::File(path) => relative(&path),
                    Origin::Embedded => panic!("no path leads into the binary"),
                })
                .map_err(|Notice { place, kind }| (relative(Path::new(&place)), kind))
        })
        .collect();
    let expected: Vec<Result<String, (String, NoticeKind)>> = expected
        .iter()
        .map(|one| one.clone().map(str::to_string).map_err(|(place, kind)| (place.to_string(), kind)))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn folders_are_walked_in_the_order_of_names() {
    let folder = Folder::new();
    folder
        .file("b.txt")
        .file("a/z.txt")
        .file("a/Z.TXT")
        .file("c/d/e.txt")
        .file("é.txt")
        .file("10.txt")
        .file("9.txt");
    folder.file("note.md").file(".hidden.txt").file(".git/x.txt").file("txt");
    let all = ["10.txt", "9.txt", "a/Z.TXT", "a/z.txt", "b.txt", "c/d/e.txt", "é.txt"].map(Ok);
    check_paths(&folder, &[""], &all);
}

#[test]
fn paths_keep_the_order_in_which_they_were_given() {
    let folder = Folder::new();
    folder.file("b.txt").file("a/1.txt").file("note.md").file(".hidden.txt");
    let given = ["note.md", "b.txt", "a", ".hidden.txt", "b.txt"];
    check_paths(&folder, &given, &["note.md", "b.txt", "a/1.txt", ".hidden.txt", "b.txt"].map(Ok));
}

#[test]
fn what_is_not_there_is_noticed_and_the_rest_goes_on() {
    let folder = Folder::new();
    folder.file("a.txt");
    let missing = |place| Err((place, NoticeKind::Missing));
    check_paths(
        &folder,
        &["no.txt", "a.txt/b.txt", "a.txt"],
        &[missing("no.txt"), missing("a.txt/b.txt"), Ok("a.txt")],
    );
}

#[test]
fn a_folder_without_articles_is_noticed() {
    let folder = Folder::new();
    folder.file("a/note.md").file("b/.hidden.txt").file("c.txt");
    let empty = |place| Err((place, NoticeKind::EmptyFolder));
    check_paths(&folder, &["a", "b", "c.txt"], &[empty("a"), empty("b"), Ok("c.txt")]);
}

#[test]
fn pipes_are_never_waited_for() {
    let folder = Folder::new();
    folder.file("a.txt").fifo("b.txt").fifo("c");
    let pipe = |place| Err((place, NoticeKind::NotRegular));
    check_paths(&folder, &[""], &[Ok("a.txt"), pipe("b.txt")]);
    check_paths(&folder, &["c", "b.txt"], &[pipe("c"), pipe("b.txt")]);
    let found = read(&Item::File(folder.path("c")), ArticleId(0));
    assert_eq!(found.map_err(|notice| notice.kind).map(|_| ()), Err(NoticeKind::NotRegular));
    let found = read(&Item::File("/dev/zero".into()), ArticleId(0));
    assert_eq!(found.map_err(|notice| notice.kind).map(|_| ()), Err(NoticeKind::NotRegular));
}

#[test]
fn links_are_followed_and_loops_end() {
    let folder = Folder::new();
    folder.file("a/1.txt").file("b/2.txt").file("b/deep/3.txt");
    symlink("..", folder.path("b/deep/up")).expect("links can be made");
    symlink("../b", folder.path("a/other")).expect("links can be made");
    symlink("self", folder.path("self")).expect("links can be made");
    symlink("1.txt", folder.path("a/again.txt")).expect("links can be made");
    symlink("nowhere", folder.path("a/broken.txt")).expect("links can be made");
    let broken = Err(("a/broken.txt", NoticeKind::Missing));
    let first = [Ok("a/1.txt"), broken.clone(), Ok("a/other/2.txt"), Ok("a/other/deep/3.txt")];
    check_paths(&folder, &["a"], &first);
    check_paths(&folder, &[""], &first);
    // Each path that was given is a walk of its own.
    check_paths(&folder, &["b", "b"], &["b/2.txt", "b/deep/3.txt", "b/2.txt", "b/deep/3.txt"].map(Ok));
}

#[test]
fn a_file_that_vanishes_after_it_was_found_is_missing() {
    let folder = Folder::new();
    folder.file("a.txt").file("b.txt");
    let mut items = Source::Paths(vec![folder.0.clone()]).items();
    let first = items.next().expect("two files").expect("it is there");
    fs::remove_file(folder.path("a.txt")).expect("it can be removed");
    assert_eq!(
        read(&first, ArticleId(0)).map_err(|notice| notice.kind).map(|_| ()),
        Err(NoticeKind::Missing)
    );
    // And one that turns into a folder is no file.
    let second = items.next().expect("two files").expect("it is there");
    fs::remove_file(folder.path("b.txt")).expect("it can be removed");
    fs::create_dir(folder.path("b.txt")).expect("a folder can be made");
    assert_eq!(
        read(&second, ArticleId(0)).map_err(|notice| notice.kind).map(|_| ()),
        Err(NoticeKind::NotRegular)
    );
}

#[test]
fn what_the_system_refuses_is_noticed() {
    let folder = Folder::new();
    folder.file("a.txt").file("b.txt").file("closed/c.txt");
    fs::set_permissions(folder.path("b.txt"), fs::Permissions::from_mode(0o000))
        .expect("rights can be changed");
    fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o000))
        .expect("rights can be changed");
    if fs::read(folder.path("b.txt")).is_ok() {
        eprintln!("skipped: nothing is refused to this user (root)");
        return;
    }
    let denied = |place| Err((place, NoticeKind::Denied));
    check_paths(&folder, &[""], &[Ok("a.txt"), denied("b.txt"), denied("closed")]);
}

#[test]
fn a_file_beyond_the_bound_is_not_read() {
    let folder = Folder::new();
    let file = fs::File::create(folder.path("a.txt")).expect("files can be written");
    // Sparse: it takes no room.
    file.set_len(MAX_BYTES + 1).expect("its length can be set");
    check_paths(&folder, &["a.txt"], &[Err(("a.txt", NoticeKind::TooLarge { bytes: MAX_BYTES + 1 }))]);
}

#[test]
fn a_name_that_is_no_text_is_made_displayable() {
    let folder = Folder::new();
    let path = folder.0.join(std::ffi::OsStr::from_bytes(b"\xFFa.txt"));
    if fs::write(&path, "نص").is_err() {
        eprintln!("skipped: this file system takes only names in UTF-8");
        return;
    }
    let item = Source::Paths(vec![folder.0.clone()]).items().next().expect("one file").expect("it is there");
    let article = read(&item, ArticleId(7)).expect("it can be read");
    assert_eq!(article.name, "\u{FFFD}a.txt");
    assert_eq!(article.id, ArticleId(7));
    assert_eq!(article.origin, Origin::File(path));
}

#[test]
fn items_can_go_to_another_thread() {
    fn is_send<T: Send + 'static>(_: &T) {}
    is_send(&Source::Embedded.items());
}
