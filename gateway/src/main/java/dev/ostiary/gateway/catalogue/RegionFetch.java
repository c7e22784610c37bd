package dev.ostiary.gateway.catalogue;

import dev.ostiary.gateway.offering.FoundationModel;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads one Region: models and profiles, all pages or nothing; prompt routers and guardrails when the gateway's role may list them, else
 * they stay as they were. Stateful: one fetch.
 */
final class RegionFetch {
    /** 1,000 profiles a page; far beyond any account's quota, and an end for a control plane that never ends. */
    private static final int MAX_PAGES = 50;

    private final CatalogueSource source;
    private final CatalogueAccount account;
    private final String region;
    private final RegionalCatalogue last;
    private final AttachmentReader attachments;
    private final List<String> missing = new ArrayList<>();

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
        return get("/foundation-models", "", CatalogueReader::models)
                .compose(models -> models.isEmpty()
                        ? Future.succeededFuture(Optional.<RegionalCatalogue>empty())
                        : withProfiles(models.get()));
    }

    /** The lists that could not be read, each with the reason; complete when the fetch is. */
    List<String> missing() {
        return missing;
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
        return ifReadable(new Listing<>("/prompt-routers", "maxResults=100", attachments::routers))
                .compose(routers -> ifReadable(new Listing<>("/guardrails", "maxResults=1000", attachments::guardrails))
                        .map(guardrails -> new RegionalCatalogue(
                                models,
                                profiles,
                                routers.orElse(last.routers()),
                                guardrails.orElse(last.guardrails()))));
    }

    private <T> Future<Optional<List<T>>> ifReadable(Listing<T> listing) {
        return all(listing).otherwise(failure -> {
            missing.add(listing.path() + ": " + failure.getMessage());
            return Optional.empty();
        });
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
        return get(listing.path(), query, listing.reader()).compose(read -> {
            if (read.isEmpty()) {
                return Future.succeededFuture(false);
            }
            items.addAll(read.get().items());
            String next = read.get().nextToken();
            return next.isEmpty() ? Future.succeededFuture(true) : pages(listing, next, page + 1, items);
        });
    }

    private <T> Future<Optional<T>> get(String path, String query, Function<String, Optional<T>> reader) {
        return source.get(account.upstream(), region, path, query).map(reading -> {
            Optional<T> read = Optional.empty();
            switch (reading) {
                case ListReading.Missing none -> missing.add(path + ": " + none.reason());
                case ListReading.Body answer -> {
                    read = reader.apply(answer.json().toString());
                    if (read.isEmpty()) {
                        missing.add(path + ": not what was expected");
                    }
                }
            }
            return read;
        });
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
