package io.spillway.batch.generate;

/** Invented names of clearing members; no two members share one. */
final class MemberNames {

    private static final String[] PLACES = {
        "Alderbrook", "Brackenfell", "Corvane", "Dunmarrow", "Eastholm", "Fenwick Vale", "Greyharbour", "Hollowmere",
        "Ivyrose", "Juniper Hill", "Kestrelmoor", "Larkspur", "Marrowstone", "Northquay", "Oakhaven", "Pinemarch",
        "Quillbank", "Ravensmoor", "Silverlock", "Thornbury Cross", "Umberfield", "Valewater", "Westmarsh",
        "Yarrowdale", "Zephyr Point", "Ashgrove", "Birchgate", "Copperfell", "Driftwood Bay", "Elmcrest"};
    private static final String[] TRADES = {
        "Clearing", "Derivatives", "Futures", "Capital Markets", "Securities", "Commodities", "Brokerage"};
    private static final String[] FORMS = {"AG", "plc", "Ltd", "LLC", "SA", "KK", "NV", "AB"};

    private MemberNames() {
    }

    /** The name of member number {@code member}, 0 for the first. */
    static String of(int member) {
        int cycle = member / PLACES.length;
        String place = PLACES[member % PLACES.length];
        // the line of business advances with each pass over the places, and so does a numeral after all pairs are used
        String trade = TRADES[(member + cycle) % TRADES.length];
        String form = FORMS[member % FORMS.length];
        String numeral = cycle < TRADES.length ? "" : " " + (cycle / TRADES.length + 1);
        return place + " " + trade + numeral + " " + form;
    }
}
