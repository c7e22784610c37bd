package dev.ostiary.gateway.metering;

/** Puts the figures of one document where they belong, and notes what kind of stream event it is. Stateful; one thread. */
final class UsageListener implements JsonScan.Listener {
    private final TokenCounts counts;
    private String ttl = "";
    private String eventType = "";
    private boolean opening;

    UsageListener(TokenCounts counts) {
        this.counts = counts;
    }

    /** Begins a new document; the counts go on. */
    void restart() {
        eventType = "";
        opening = false;
    }

    /** Whether the document was an event before the first content: Claude's and Nova's openings. */
    boolean isOpening() {
        return opening || eventType.equals("message_start") || eventType.equals("ping");
    }

    @Override
    public void opened(JsonField at) {
        switch (at.role()) {
            case SUM -> counts.forget(at.count());
            case ITEMS, MARK -> counts.zero(at.count());
            case CACHE_DETAIL -> {
                ttl = "";
                counts.zero(Count.DETAIL);
            }
            case OPENING_EVENT -> opening = true;
            case FIGURE, ADDEND -> counts.spoil(at.count());
            case PATH, ITEM, CACHE_TTL, EVENT_TYPE -> {}
        }
    }

    @Override
    public void closed(JsonField at) {
        if (at.role() == JsonField.Role.CACHE_DETAIL && ttl.equals("1h")) {
            counts.addFrom(Count.DETAIL, Count.CACHE_WRITE_1H);
        }
    }

    @Override
    public void number(JsonField at, String literal) {
        switch (at.role()) {
            case FIGURE -> counts.put(at.count(), literal);
            case ADDEND -> counts.add(at.count(), literal);
            case MARK -> counts.zero(at.count());
            case SUM, ITEMS, CACHE_DETAIL, PATH, ITEM, CACHE_TTL, EVENT_TYPE, OPENING_EVENT -> {}
        }
    }

    @Override
    public void text(JsonField at, String value) {
        switch (at.role()) {
            case FIGURE, ADDEND -> counts.spoil(at.count());
            case ITEM -> counts.add(at.count(), "1");
            case CACHE_TTL -> ttl = value;
            case EVENT_TYPE -> eventType = value;
            case SUM, ITEMS, MARK, CACHE_DETAIL, PATH, OPENING_EVENT -> {}
        }
    }
}
