/* Shapes words with GNU FriBidi: how tests/data/shaping.tsv was recorded.
 *
 * Reads UTF-8 lines from the standard input, one word in each, and writes for each the word, a tab,
 * and what FriBidi makes of it, in logical order, as U+ notation. Lines that begin with # and empty
 * lines pass as they are. U+FEFF stands where a ligature has taken a letter in.
 *
 *   cc -o shaping shaping.c $(pkg-config --cflags --libs fribidi) && ./shaping < words
 */
#include <fribidi.h>
#include <stdio.h>
#include <string.h>

enum { MAX = 1000 };

int main(void) {
    char line[4 * MAX];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n\t")] = 0;
        fputs(line, stdout);
        if (line[0] && line[0] != '#') {
            FriBidiChar text[MAX];
            FriBidiCharType types[MAX];
            FriBidiLevel levels[MAX];
            FriBidiArabicProp joins[MAX];
            FriBidiStrIndex length =
                fribidi_charset_to_unicode(FRIBIDI_CHAR_SET_UTF8, line, (FriBidiStrIndex)strlen(line), text);
            fribidi_get_bidi_types(text, length, types);
            memset(levels, 1, sizeof levels);
            fribidi_get_joining_types(text, length, joins);
            fribidi_join_arabic(types, length, levels, joins);
            fribidi_shape(FRIBIDI_FLAGS_ARABIC, levels, length, joins, text);
            for (FriBidiStrIndex at = 0; at < length; at++)
                printf("%cU+%04X", at ? ' ' : '\t', (unsigned)text[at]);
        }
        putchar('\n');
    }
    return 0;
}
