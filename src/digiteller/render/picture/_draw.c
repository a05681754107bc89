/* Draws sheets through a camera, as compositor.py does with OpenCV, some times as fast.

   Frames are planar YUV 4:2:0, drawn row by row, and in a row by blocks of 16 pixels. A block of a sheet shows nothing,
   something, or all that is opaque, as the sheet's cells tell: blocks behind something opaque are never looked at. The
   others are sampled with a cubic kernel, first down (into a row of 16-bit numbers), then across. Since sheets are seen
   at about their own size, the 16 pixels of a block lie in about 16 pixels of the sheet: so each tap is one multiplication
   of 16 neighbours with weights of their own, some of them 0, and nothing is gathered.

   All arithmetic on pixels is in whole numbers that cannot overflow, so every processor draws the same. A sum of four
   weights is 128; the kernel overshoots by at most 3/8; so, counted from the middle of their range, pixels stay
   within 128 * 11/8 after the first pass, and 128 times that within 31000 before the second is divided.

   Written for the vector extensions of GCC and Clang; other compilers do without this file. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __AVX2__
#include <immintrin.h>
#endif

#define BLOCK 16
#define CELL 16    /* pixels; parts.py */
#define REACH 2    /* pixels outside a sheet where its edge is still seen; parts.py */
#define TAPS 4
#define WEIGHT 7   /* bits: weights of a pixel sum to 128 */
#define PHASE 8    /* bits: the kernel is tabled at every 256th of a pixel */
#define MIDDLE 128
#define LIT 256    /* what of a sheet is left when all is */
#define ONE ((int64_t)1 << 32) /* positions are counted in 2^-32 pixels */

#define INLINE static inline __attribute__((always_inline))

/* The checksum of this file: native.py uses no library that was made from another. */
const uint32_t source = SOURCE;

enum { NOTHING, SOMETHING, OPAQUE }; /* what is in a cell or a block */

typedef uint16_t Words __attribute__((vector_size(2 * BLOCK)));
typedef int16_t Shorts __attribute__((vector_size(2 * BLOCK)));
typedef uint8_t Bytes __attribute__((vector_size(BLOCK)));

/* One resolution of a sheet: luma, or the two of colour at half of it. */
typedef struct {
    const uint8_t *colour[2]; /* premultiplied */
    const uint8_t *clear;     /* 255 - alpha */
    int32_t width, height;
    double left, top;         /* pixel k is seen at scale * k + left, or + top */
} Planes;

/* A sheet and where the camera sees it; _Layer in native.py. */
typedef struct {
    Planes planes[2];
    const uint8_t *cells; /* [rows][columns] */
    int32_t columns, rows;
    int32_t width, height;        /* of the sheet, in pixels; cells begin at its corner */
    int32_t corner_x, corner_y;   /* pixels of the sheet where the planes begin: even */
    double scale;                 /* 0.5 to 4 */
    int32_t light;                /* 0 to LIT */
} Layer;

/* Neighbouring blocks of one kind. */
typedef struct {
    int begin, end, kind;
} Run;

/* How a layer is drawn into planes of one resolution. */
typedef struct {
    const Layer *layer;
    const Planes *planes;
    int64_t left, top, step; /* positions in the planes of the first column and row, and from each to the next */
    int taps, blocks;
    int16_t *weights;        /* [blocks][taps][BLOCK] */
    int32_t *first;          /* [blocks] the pixel that is multiplied with the first weight */
    int32_t (*columns)[2];   /* [blocks] the first and the last cell; none if the first is negative */
    uint8_t *kinds;          /* [blocks] in the row of cells below */
    int row;                 /* of cells; none if negative */
    int shows;               /* the highest kind in it */
    Run *runs;               /* [blocks] those that are seen, in that row */
    int seen;                /* how many */
} View;

static int64_t rounded(double x) { return (int64_t)(x < 0 ? x - 0.5 : x + 0.5); }

static int least(int a, int b) { return a < b ? a : b; }

static int most(int a, int b) { return a > b ? a : b; }

/* The pixel of a sheet, one dimension of which begins `corner` before that of its planes, at a position in these. */
static int64_t pixel_at(int64_t position, int unit, int corner)
{
    return ((unit * (position + ONE / 2)) >> 32) + corner;
}

/* The cell of a pixel; a little outside the sheet it is the one at its edge. */
static int cell_of(int64_t pixel, int size)
{
    return (int)(pixel < 0 ? 0 : pixel >= size ? size - 1 : pixel) / CELL;
}

static int taps_of(double scale)
{
    int64_t step = rounded(ONE / scale);
    int64_t drift = (BLOCK - 1) * (step > ONE ? step - ONE : ONE - step);
    return TAPS + (int)((drift + ONE - 1) >> 32);
}

/* Fills in what does not depend on the row. `unit` is how many pixels of the sheet one of the planes is wide. */
static void look(View *view, int unit, int width, const int16_t (*kernel)[TAPS])
{
    const Layer *layer = view->layer;
    const int taps = view->taps, step_back = view->step < ONE ? BLOCK - 1 : 0;
    const int64_t half_phase = ONE >> (PHASE + 1);
    memset(view->weights, 0, sizeof(int16_t) * BLOCK * taps * view->blocks);
    for (int block = 0; block < view->blocks; block++) {
        const int end = least(BLOCK, width - block * BLOCK);
        const int64_t at = view->left + block * BLOCK * view->step;
        const int64_t from = pixel_at(at, unit, layer->corner_x);
        const int64_t to = pixel_at(at + (end - 1) * view->step, unit, layer->corner_x);
        const int64_t lowest = ((at + step_back * view->step + half_phase) >> 32) - step_back - 1;
        const int beyond_planes = lowest + taps - 1 + BLOCK <= 0 || lowest >= view->planes->width;
        const int outside = beyond_planes || to < -REACH || from >= layer->width + REACH;
        view->columns[block][0] = outside ? -1 : cell_of(from, layer->width);
        view->columns[block][1] = cell_of(to, layer->width);
        if (outside) continue;
        view->first[block] = (int32_t)lowest;
        for (int i = 0; i < BLOCK; i++) {
            const int64_t position = at + i * view->step + half_phase;
            const int16_t *weights = kernel[(position >> (32 - PHASE)) & ((1 << PHASE) - 1)];
            int16_t *first = view->weights + (block * taps + ((position >> 32) - 1 - i - lowest)) * BLOCK + i;
            for (int tap = 0; tap < TAPS; tap++) first[tap * BLOCK] = weights[tap];
        }
    }
}

/* Finds what blocks of a row of cells show. */
static void classify(View *view, int row)
{
    const Layer *layer = view->layer;
    view->row = row;
    view->shows = NOTHING;
    for (int block = 0; block < view->blocks && row >= 0; block++) {
        const int from = view->columns[block][0], to = view->columns[block][1];
        int highest = NOTHING, lowest = layer->light == LIT ? OPAQUE : SOMETHING;
        for (int column = from; from >= 0 && column <= to; column++) {
            const int cell = layer->cells[(size_t)row * layer->columns + column];
            highest = most(highest, cell);
            lowest = least(lowest, cell);
        }
        view->kinds[block] = (uint8_t)(highest == NOTHING ? NOTHING : most(lowest, SOMETHING));
        view->shows = most(view->shows, view->kinds[block]);
    }
}

/* Samples columns `from` to `to` of a plane down at `position`; beyond its edges it goes on as it ends there. */
static void sample_down(const View *view, const uint8_t *plane, int64_t position, const int16_t (*kernel)[TAPS],
                        int from, int to, int16_t *restrict out)
{
    const int width = view->planes->width, last = view->planes->height - 1;
    const int64_t near = position + (ONE >> (PHASE + 1));
    const int16_t *w = kernel[(near >> (32 - PHASE)) & ((1 << PHASE) - 1)];
    const int16_t w0 = w[0], w1 = w[1], w2 = w[2], w3 = w[3];
    const uint8_t *rows[TAPS];
    for (int tap = 0; tap < TAPS; tap++) {
        const int64_t row = (near >> 32) - 1 + tap;
        rows[tap] = plane + (size_t)(row < 0 ? 0 : row > last ? last : row) * width;
    }
    const uint8_t *restrict a = rows[0], *restrict b = rows[1], *restrict c = rows[2], *restrict d = rows[3];
    const int begin = most(from, 0), end = least(to, width); /* begin < end: blocks beyond the planes are outside */
    const int16_t bias = (1 << (WEIGHT - 1)) - (MIDDLE << WEIGHT);
    for (int x = begin; x < end; x += 64) __builtin_prefetch(d + width + x); /* what the next row wants */
    for (int x = begin; x < end; x++)
        out[x - from] = (int16_t)((int16_t)(uint16_t)(w0 * a[x] + w1 * b[x] + w2 * c[x] + w3 * d[x] + bias) >> WEIGHT);
    for (int x = from; x < begin; x++) out[x - from] = out[begin - from];
    for (int x = end; x < to; x++) out[x - from] = out[end - 1 - from];
}

INLINE Shorts clamped(Shorts x)
{
    x &= x > 0;
    Shorts over = x > 255;
    return (x & ~over) | (over & 255);
}

INLINE void store(uint8_t *target, Shorts x)
{
#ifdef __AVX2__
    const __m256i packed = _mm256_packus_epi16((__m256i)x, (__m256i)x);
    _mm_storeu_si128((__m128i *)target, _mm256_castsi256_si128(_mm256_permute4x64_epi64(packed, 8)));
#else
    const Bytes bytes = __builtin_convertvector(clamped(x), Bytes);
    memcpy(target, &bytes, sizeof bytes);
#endif
}

/* Samples a block across; it may overshoot. */
INLINE Shorts sample_across(const int16_t *down, const int16_t *weights, int taps)
{
    Words sum = (Words){0} + (1 << (WEIGHT - 1));
    for (int tap = 0; tap < taps; tap++) {
        Words pixels, weight;
        memcpy(&pixels, down + tap, sizeof pixels);
        memcpy(&weight, weights + tap * BLOCK, sizeof weight);
        sum += pixels * weight;
    }
    return ((Shorts)sum >> WEIGHT) + MIDDLE;
}

/* Lays a premultiplied block over what is there; where less light is left, more shines through. */
INLINE void lay(uint8_t *target, Shorts seen, Words clear, int light)
{
    seen = clamped(seen);
    if (light < LIT) {
        seen = (Shorts)(((Words)seen * (uint16_t)light + 128) >> 8);
        clear = (clear * (uint16_t)light + (uint16_t)(255 * (LIT - light) + 128)) >> 8;
    }
    Bytes there;
    memcpy(&there, target, sizeof there);
    Words through = __builtin_convertvector(there, Words) * clear + 128;
    store(target, seen + (Shorts)((through + (through >> 8)) >> 8)); /* divided by 255, and rounded */
}

/* Draws a block; each sample of it is multiplied with the same weights. */
INLINE void draw_block(uint8_t *const *targets, int count, int x, int16_t *const *down, int at, const int16_t *weights,
                       int taps, int kind, int light)
{
    Words clear;
    if (kind == SOMETHING) clear = (Words)clamped(sample_across(down[2] + at, weights, taps));
    for (int plane = 0; plane < count; plane++) {
        const Shorts seen = sample_across(down[plane] + at, weights, taps);
        if (kind == OPAQUE) store(targets[plane] + x, seen);
        else lay(targets[plane] + x, seen, clear, light);
    }
}

/* Draws a run, of which a part has been sampled down, into a row of each target. */
INLINE void draw_run(const View *view, const Run *run, uint8_t *const *targets, int count, int width, int kind,
                     int taps, int16_t *const *down)
{
    const int light = view->layer->light, full = least(run->end, width / BLOCK);
    const int32_t *first = view->first;
    const int16_t *weights = view->weights + (size_t)run->begin * taps * BLOCK;
    for (int block = run->begin; block < full; block++, weights += taps * BLOCK)
        draw_block(targets, count, block * BLOCK, down, first[block] - first[run->begin], weights, taps, kind, light);
    if (full < run->end) {
        uint8_t rest[2][BLOCK] = {{0}}, *const ends[2] = {rest[0], rest[1]};
        for (int plane = 0; plane < count; plane++)
            memcpy(rest[plane], targets[plane] + full * BLOCK, width - full * BLOCK);
        draw_block(ends, count, 0, down, first[full] - first[run->begin], weights, taps, kind, light);
        for (int plane = 0; plane < count; plane++)
            memcpy(targets[plane] + full * BLOCK, rest[plane], width - full * BLOCK);
    }
}

/* Draws what is seen of a row of a view. */
static void draw_row(const View *view, uint8_t *const *targets, int count, int width, int64_t position,
                     const int16_t (*kernel)[TAPS], int16_t *const *down)
{
    for (const Run *run = view->runs; run < view->runs + view->seen; run++) {
        const int from = view->first[run->begin], to = view->first[run->end - 1] + view->taps - 1 + BLOCK;
        for (int plane = 0; plane < count; plane++)
            sample_down(view, view->planes->colour[plane], position, kernel, from, to, down[plane]);
        if (run->kind == SOMETHING) sample_down(view, view->planes->clear, position, kernel, from, to, down[2]);
        /* Written out, so that each is compiled by itself: with a known number of taps it is faster. */
        const int opaque = run->kind == OPAQUE, taps = view->taps;
        if (opaque && taps == 5) draw_run(view, run, targets, count, width, OPAQUE, 5, down);
        else if (opaque && taps == 6) draw_run(view, run, targets, count, width, OPAQUE, 6, down);
        else if (opaque) draw_run(view, run, targets, count, width, OPAQUE, taps, down);
        else if (taps == 5) draw_run(view, run, targets, count, width, SOMETHING, 5, down);
        else if (taps == 6) draw_run(view, run, targets, count, width, SOMETHING, 6, down);
        else draw_run(view, run, targets, count, width, SOMETHING, taps, down);
    }
}

/* Finds the runs of each view that are not behind something opaque. `hides` has room for a number of each block. */
static void find_runs(View *views, int layers, int blocks, int16_t *hides)
{
    memset(hides, 0, sizeof *hides * blocks);
    for (int index = 0; index < layers; index++)
        for (int block = 0; block < blocks && views[index].shows == OPAQUE; block++)
            if (views[index].kinds[block] == OPAQUE) hides[block] = (int16_t)index;
    for (int index = 0; index < layers; index++) {
        View *view = &views[index];
        Run *last = NULL;
        view->seen = 0;
        for (int block = 0; block < blocks && view->shows != NOTHING; block++) {
            const int kind = hides[block] <= index ? view->kinds[block] : NOTHING;
            if (kind == NOTHING) {
                last = NULL;
            } else if (last && last->kind == kind) {
                last->end = block + 1;
            } else {
                last = &view->runs[view->seen++];
                *last = (Run){block, block + 1, kind};
            }
        }
    }
}

/* Draws all layers into `count` planes of a frame, one above the other, that show the same resolution. */
static void draw_planes(uint8_t *frame, int count, int width, int height, uint8_t black, View *views, int layers,
                        int unit, const int16_t (*kernel)[TAPS], int16_t *hides, int16_t *const *down)
{
    const int blocks = (width + BLOCK - 1) / BLOCK;
    int changed = 1;
    for (int layer = 0; layer < layers; layer++) {
        look(&views[layer], unit, width, kernel);
        classify(&views[layer], -1);
    }
    for (int y = 0; y < height; y++) {
        uint8_t *targets[2] = {frame + (size_t)y * width, frame + (size_t)(y + height) * width};
        for (int plane = 0; plane < count; plane++) memset(targets[plane], black, width);
        for (int index = 0; index < layers; index++) {
            View *view = &views[index];
            const int64_t pixel = pixel_at(view->top + y * view->step, unit, view->layer->corner_y);
            const int outside = pixel < -REACH || pixel >= view->layer->height + REACH;
            const int row = outside ? -1 : cell_of(pixel, view->layer->height);
            if (row == view->row) continue;
            classify(view, row);
            changed = 1;
        }
        if (changed) find_runs(views, layers, blocks, hides);
        changed = 0;
        for (int index = 0; index < layers; index++) {
            const int64_t position = views[index].top + y * views[index].step;
            draw_row(&views[index], targets, count, width, position, kernel, down);
        }
    }
}

/* Takes bytes from memory that is shared out. */
static void *take(char **memory, size_t bytes)
{
    void *taken = *memory;
    *memory += (bytes + BLOCK - 1) / BLOCK * BLOCK;
    return taken;
}

/* Draws layers, back to front, into the Y, U and V of a frame whose sides are even; what they leave free is black.
   The kernel is tabled as [256][TAPS]. Returns 0, or 1 if there is not memory enough. */
int draw(uint8_t *frame, int width, int height, const Layer *layers, int count, const int16_t *kernel)
{
    const int blocks = (width + BLOCK - 1) / BLOCK;
    size_t weights = 0, length = 0; /* of the tables; of the longest run of a row that is sampled down */
    for (int index = 0; index < count; index++) {
        weights += (size_t)blocks * BLOCK * taps_of(layers[index].scale);
        const size_t run = (size_t)(blocks * BLOCK / layers[index].scale) + 4 * BLOCK;
        length = run > length ? run : length;
    }
    const size_t each = sizeof(View) + blocks * (3 * sizeof(int32_t) + sizeof(Run) + 1) + 5 * BLOCK;
    char *memory = malloc(count * each + sizeof(int16_t) * (weights + 3 * length + blocks) + 8 * BLOCK);
    if (!memory) return 1;
    char *rest = memory;
    View *views = take(&rest, count * sizeof(View));
    int16_t *hides = take(&rest, sizeof(int16_t) * blocks), *down[3];
    for (int plane = 0; plane < 3; plane++) down[plane] = take(&rest, sizeof(int16_t) * length);
    for (int index = 0; index < count; index++) {
        View *view = &views[index];
        view->layer = &layers[index];
        view->taps = taps_of(view->layer->scale);
        view->weights = take(&rest, sizeof(int16_t) * blocks * BLOCK * view->taps);
        view->first = take(&rest, sizeof(int32_t) * blocks);
        view->columns = take(&rest, sizeof(int32_t[2]) * blocks);
        view->runs = take(&rest, sizeof(Run) * blocks);
        view->kinds = take(&rest, blocks);
    }
    const int16_t (*table)[TAPS] = (const int16_t (*)[TAPS])kernel;
    for (int half = 0; half < 2; half++) {
        for (int index = 0; index < count; index++) {
            View *view = &views[index];
            const double scale = view->layer->scale;
            view->planes = &view->layer->planes[half];
            view->step = rounded(ONE / scale);
            view->left = rounded(-view->planes->left / scale * ONE);
            view->top = rounded(-view->planes->top / scale * ONE);
            view->blocks = ((width >> half) + BLOCK - 1) / BLOCK;
        }
        uint8_t *target = frame + (half ? (size_t)width * height : 0);
        draw_planes(target, half + 1, width >> half, height >> half, half ? 128 : 16, views, count, half + 1, table,
                    hides, down);
    }
    free(memory);
    return 0;
}
