package dev.ostiary.gateway.catalogue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads one Region: models and profiles, all pages or nothing; prompt routers and guardrails when the gateway's role may list them, else
 * they stay as they were.
 */
final class RegionFetch {
    /** 1,000 profiles a page; far beyond any account's quota, and an end for a control plane that never ends. */
    private static final int MAX_PAGES = 50;

    private final CatalogueSource source;
    private final CatalogueAccount account;
    private final String region;
    private final RegionalCatalogue last;
    private final AttachmentReader attachments;

    RegionFetch(CatalogueSource source, CatalogueAccount account, String region, RegionalCatalogue last) {
        this.source = source;
        this.account = account;
        this.region = region;
        this.last = last;
        this.attachments = new AttachmentReader(region, account.accountId());
    }

    /** One list of the control plane and how its pages are read. */
    private record Listing<T>(String path, String query, Function<String, Optional<Page<T>>> reader) {}

    /** Empty when models or profiles could not be read: half a catalogue would refuse what the other half allows. */
    Future<Optional<RegionalCatalogue>> fetch() {
        return get("/foundation-models", "")
                .map(answer -> answer.flatMap(CatalogueReader::models))
                .compose(models -> models.isEmpty()
                        ? Future.succeededFuture(Optional.<RegionalCatalogue>empty())
                        : withProfiles(models.get()));
    }

    private Future<Optional<RegionalCatalogue>> withProfiles(List<FoundationModel> models) {
        return profiles("SYSTEM_DEFINED")
                .compose(system -> system.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : profiles("APPLICATION").compose(own -> {
                            List<InferenceProfile> profiles = new ArrayList<>(system.get());
                            own.ifPresent(profiles::addAll);
                            return own.isEmpty()
                                    ? Future.succeededFuture(Optional.empty())
                                    : withAttachments(models, profiles).map(Optional::of);
                        }));
    }

    private Future<Optional<List<InferenceProfile>>> profiles(String type) {
        return all(new Listing<>(
                "/inference-profiles",
                "maxResults=1000&type=" + type,
                answer -> CatalogueReader.profiles(answer, region, account.accountId())));
    }

    private Future<RegionalCatalogue> withAttachments(List<FoundationModel> models, List<InferenceProfile> profiles) {
        return all(new Listing<>("/prompt-routers", "maxResults=100", attachments::routers))
                .otherwise(Optional.empty())
                .compose(routers -> all(new Listing<>("/guardrails", "maxResults=1000", attachments::guardrails))
                        .otherwise(Optional.empty())
                        .map(guardrails -> new RegionalCatalogue(
                                models,
                                profiles,
                                routers.orElse(last.routers()),
                                guardrails.orElse(last.guardrails()))));
    }

    /** Every page, or empty when one could not be read. */
    private <T> Future<Optional<List<T>>> all(Listing<T> listing) {
        List<T> items = new ArrayList<>();
        return pages(listing, "", 1, items).map(whole -> whole ? Optional.of(items) : Optional.empty());
    }

    private <T> Future<Boolean> pages(Listing<T> listing, String token, int page, List<T> items) {
        if (page > MAX_PAGES) {
            return Future.succeededFuture(false);
        }
        String query = listing.query() + (token.isEmpty() ? "" : "&nextToken=" + encode(token));
        return get(listing.path(), query).compose(answer -> {
            Optional<Page<T>> read = answer.flatMap(listing.reader());
            if (read.isEmpty()) {
                return Future.succeededFuture(false);
            }
            items.addAll(read.get().items());
            String next = read.get().nextToken();
            return next.isEmpty() ? Future.succeededFuture(true) : pages(listing, next, page + 1, items);
        });
    }

    private Future<Optional<String>> get(String path, String query) {
        return source.get(account.upstream(), region, path, query).map(answer -> answer.map(Buffer::toString));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
