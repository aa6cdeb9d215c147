/* What fribidi does with the same text: for each paragraph the levels, joining and shaping; lines of
 * 80 cells, broken after spaces only (it knows no UAX #14), combining marks without width; each line
 * reordered. Buffers are used again for every paragraph. Prints MB/s alone.
 *
 * cc -O2 -o fribidi fribidi.c $(pkg-config --cflags --libs fribidi) && ./fribidi FILE
 */
#include <fribidi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WIDTH = 80 };

static void *buffer(size_t count, size_t size)
{
    void *made = malloc(count * size);
    if (made == NULL)
        exit(1);
    return made;
}

int main(int count, char **arguments)
{
    if (count != 2)
        return 2;
    FILE *file = fopen(arguments[1], "rb");
    if (file == NULL)
        return 1;
    fseek(file, 0, SEEK_END);
    long bytes = ftell(file);
    rewind(file);
    char *text = buffer(bytes + 1, 1);
    if (fread(text, 1, bytes, file) != (size_t)bytes)
        return 1;
    fclose(file);

    long longest = 0, start = 0;
    for (long at = 0; at < bytes; at++)
        if (text[at] == '\n') {
            if (at - start > longest)
                longest = at - start;
            start = at + 1;
        }
    if (bytes - start > longest)
        longest = bytes - start;
    longest += 1;
    FriBidiChar *chars = buffer(longest, sizeof *chars);
    FriBidiCharType *types = buffer(longest, sizeof *types);
    FriBidiBracketType *brackets = buffer(longest, sizeof *brackets);
    FriBidiLevel *levels = buffer(longest, sizeof *levels);
    FriBidiJoiningType *joining = buffer(longest, sizeof *joining);
    FriBidiStrIndex *map = buffer(longest, sizeof *map);

    struct timespec begun, done;
    unsigned long sum = 0;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begun);
    for (long at = 0; at < bytes;) {
        const char *end = memchr(text + at, '\n', bytes - at);
        long length = end == NULL ? bytes - at : end - (text + at);
        FriBidiStrIndex n = fribidi_charset_to_unicode(FRIBIDI_CHAR_SET_UTF8, text + at, length, chars);
        at += length + 1;

        FriBidiParType base = FRIBIDI_PAR_ON;
        fribidi_get_bidi_types(chars, n, types);
        fribidi_get_bracket_types(chars, n, types, brackets);
        if (fribidi_get_par_embedding_levels_ex(types, brackets, n, &base, levels) == 0)
            return 1;
        fribidi_get_joining_types(chars, n, joining);
        fribidi_join_arabic(types, n, levels, joining);
        fribidi_shape(FRIBIDI_FLAGS_DEFAULT | FRIBIDI_FLAGS_ARABIC, levels, n, joining, chars);

        for (FriBidiStrIndex first = 0; first < n;) {
            FriBidiStrIndex last = first, opportunity = first;
            int cells = 0;
            for (; last < n; last++) {
                int is_space = chars[last] == ' ';
                int has_width = types[last] != FRIBIDI_TYPE_NSM && types[last] != FRIBIDI_TYPE_BN
                    && chars[last] != FRIBIDI_CHAR_FILL;
                if (has_width && !is_space && cells == WIDTH)
                    break;
                cells += has_width && cells < WIDTH;
                if (is_space)
                    opportunity = last + 1;
            }
            FriBidiStrIndex line = last == n || opportunity == first ? last : opportunity;
            for (FriBidiStrIndex i = first; i < line; i++)
                map[i] = i;
            if (fribidi_reorder_line(FRIBIDI_FLAGS_DEFAULT, types, line - first, first, base, levels, chars, map) == 0)
                return 1;
            for (FriBidiStrIndex i = first; i < line; i++)
                sum += chars[i] + map[i];
            first = line;
        }
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &done);
    double seconds = (done.tv_sec - begun.tv_sec) + (done.tv_nsec - begun.tv_nsec) / 1e9;
    printf("%.1f\n", bytes / 1e6 / seconds);
    return sum == 0;
}
