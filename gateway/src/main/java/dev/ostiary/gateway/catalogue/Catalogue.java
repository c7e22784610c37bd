package dev.ostiary.gateway.catalogue;

import dev.ostiary.gateway.offering.RegionalCatalogue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The models and profiles of one account, per Region. Immutable: a request takes one and keeps it.
 */
public final class Catalogue {
    private final long version;
    private final Map<String, RegionalCatalogue> regions;
    private final Set<String> modelIds = new HashSet<>();

    /**
     * @param version differs between any two catalogues of one upstream; cache keys rely on it
     */
    public Catalogue(long version, Map<String, RegionalCatalogue> regions) {
        this.version = version;
        this.regions = Map.copyOf(regions);
        regions.values().forEach(region -> region.models().forEach(model -> modelIds.add(model.id())));
    }

    /** The built-in seed for an account's Regions: what is known before any control plane was reached. */
    public static Catalogue seed(CatalogueAccount account) {
        return Seed.read(1, account);
    }

    /** Every Region that the seed knows. */
    public static List<String> seedRegions() {
        return Seed.regions();
    }

    /**
     * What was known last, without asking anybody: the seed, and over it the last good copy for every Region that it has. Blocks for
     * reading the file.
     *
     * @param file as {@link CatalogueSettings#file()}; may be missing
     */
    public static Catalogue lastKnown(Path file, CatalogueAccount account) {
        return lastKnown(CatalogueFile.of(file, account), account);
    }

    static Catalogue lastKnown(CatalogueFile file, CatalogueAccount account) {
        Catalogue catalogue = seed(account);
        for (Map.Entry<String, RegionalCatalogue> region : file.read().entrySet()) {
            if (account.regions().contains(region.getKey())) {
                catalogue = catalogue.with(1, region.getKey(), region.getValue());
            }
        }
        return catalogue;
    }

    public long version() {
        return version;
    }

    /** What the Region offers; an empty one when the Region is not known. */
    public RegionalCatalogue region(String name) {
        return regions.getOrDefault(name, RegionalCatalogue.EMPTY);
    }

    /** By Region name. */
    public Map<String, RegionalCatalogue> regions() {
        return regions;
    }

    /** Whether any Region lists this foundation model: what bounds the metric labels. */
    public boolean knowsModel(String id) {
        return modelIds.contains(id);
    }

    Catalogue with(long newVersion, String name, RegionalCatalogue region) {
        Map<String, RegionalCatalogue> all = new HashMap<>(regions);
        all.put(name, region);
        return new Catalogue(newVersion, all);
    }
}
