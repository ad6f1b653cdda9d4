package io.spillway.batch.generate;

/** A part of the market whose prices move together. */
enum Sector {
    EQUITY_INDEX(0.75, 0.50),
    ENERGY(0.40, 0.70),
    METAL(0.25, 0.70),
    /** Falls in yield when shares fall, so its prices rise. */
    RATES(-0.30, 0.75),
    CRYPTO(0.45, 0.75),
    AGRICULTURE(0.15, 0.55);

    /** Part of a move that is the market's, as a correlation. */
    final double marketLoading;
    /** Part that is the sector's. */
    final double sectorLoading;
    /** The rest, so that the squares sum to one. */
    final double ownLoading;

    Sector(double marketLoading, double sectorLoading) {
        this.marketLoading = marketLoading;
        this.sectorLoading = sectorLoading;
        this.ownLoading = StrictMath.sqrt(1 - marketLoading * marketLoading - sectorLoading * sectorLoading);
    }
}
