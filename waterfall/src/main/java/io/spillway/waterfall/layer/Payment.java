package io.spillway.waterfall.layer;

/**
 * What a layer takes from one payer.
 *
 * @param source what kind of means pays
 * @param payer index of the member or account; 0 for a shared pot
 * @param defaulter place in the claims of the only defaulter that it covers, or {@link #SHARED}
 * @param paid minor units paid, zero or more
 * @param unpaid minor units called for and not paid (ASSESSMENTS only), zero or more
 */
public record Payment(Source source, int payer, int defaulter, long paid, long unpaid) {

    /** Covers all defaulters of the round, by the loss each still has. */
    public static final int SHARED = -1;

    /** The means that pay. */
    public enum Source { HOUSE_EQUITY_OF_DEFAULTER, CONTRIBUTION, POT, CALL, ACCOUNT_GAIN, ACCOUNT_EQUITY }

    /** What the defaulters' loss falls by: the whole call, paid or not. */
    public long covered() {
        return Math.addExact(paid, unpaid);
    }

    static Payment shared(Source source, int payer, long paid) {
        return new Payment(source, payer, SHARED, paid, 0);
    }
}
