package dev.ostiary.gateway.usage;

/** What one answer cost. {@link Unknown} is a value of its own and never counts as zero. */
public sealed interface Usage {

    /** More than any model can take or give: a larger figure is a misreading, not a count. */
    long LARGEST_COUNT = 1_000_000_000L;

    /**
     * Counts that do not overlap: their sum is every token of the call, so a price applies to each one by itself.
     *
     * @param input input tokens that were neither read from nor written to the prompt cache
     * @param output output tokens, reasoning included
     * @param cacheRead input tokens read from the prompt cache
     * @param cacheWrite input tokens written to the prompt cache, without those of {@code cacheWrite1h}
     * @param cacheWrite1h input tokens written to the prompt cache for one hour
     * @param images images that an image model made
     * @param source where the counts were read
     */
    record Known(
            long input,
            long output,
            long cacheRead,
            long cacheWrite,
            long cacheWrite1h,
            long images,
            UsageSource source)
            implements Usage {
        public Known {
            requireCount("input", input);
            requireCount("output", output);
            requireCount("cacheRead", cacheRead);
            requireCount("cacheWrite", cacheWrite);
            requireCount("cacheWrite1h", cacheWrite1h);
            requireCount("images", images);
        }

        private static void requireCount(String component, long value) {
            if (value < 0 || value > LARGEST_COUNT) {
                throw new IllegalArgumentException(component + " is " + value + ", expected 0 to " + LARGEST_COUNT);
            }
        }
    }

    /**
     * The call was served and its cost could not be read.
     *
     * @param reason why, in a few words without anything from the body
     */
    record Unknown(String reason) implements Usage {}

    /**
     * Nothing to count: an answer that is an error, or an operation that is not billed by tokens or images.
     *
     * @param reason why, in a few words
     */
    record NotMetered(String reason) implements Usage {}
}
