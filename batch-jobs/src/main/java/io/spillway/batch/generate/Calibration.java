package io.spillway.batch.generate;

/**
 * The numbers that make the generated house behave: calm days stay calm, and the crash day brings defaults, several
 * rounds of contagion and a loss that the survivors' contributions have to pay but can.
 */
final class Calibration {

    // ---- who is there

    /** Members whose accounts share the crowded trade: three of forty. */
    static final double LEVERAGED_MEMBER_SHARE = 0.075;
    /** Clients of a leveraged member that do not share its trade; their accounts can be ported. */
    static final double SOUND_CLIENT_SHARE = 0.15;
    /** Leveraged members lie in the upper-middle of the house by size: big enough to matter, none of them the largest. */
    static final double LEVERAGED_FIRST_RANK = 0.10;
    static final double LEVERAGED_RANK_SPREAD = 0.30;
    /** Members that withstand the crash and fail in the fire sale after it: two of forty. */
    static final double STRETCHED_MEMBER_SHARE = 0.05;
    static final double STRETCHED_FIRST_RANK = 0.20;
    /** Accounts of other members that follow the crowded trade; they carry contagion beyond the first defaulters. */
    static final double FOLLOWER_SHARE = 0.15;
    /** Sizes of members fall with their rank to this power. */
    static final double MEMBER_SIZE_POWER = -0.6;

    // ---- positions

    /** A typical position, in base currency. */
    static final double TYPICAL_NOTIONAL = 400_000;
    /** Position sizes are lognormal; with the accounts' own sizes this gives a heavy tail. */
    static final double POSITION_SIZE_SIGMA = 0.9;
    static final double ACCOUNT_SIZE_SIGMA = 0.8;
    static final double SMALLEST_ACCOUNT_SIZE = 0.1;
    static final double LARGEST_ACCOUNT_SIZE = 8;
    static final double OMNIBUS_SIZE = 3;
    /** Leveraged accounts are alike, so that they fail together. */
    static final double LEVERAGED_ACCOUNT_SIZE = 1.5;
    /** How much larger a position of the crowded trade is than the account's others. */
    static final double CROWD_CROWDED_SIZE = 7;
    static final double FOLLOWER_CROWDED_SIZE = 4;
    /** Of a crowded instrument's holders at most so many are of the crowd, so that there is another side. */
    static final double CROWD_HOLDER_SHARE = 0.4;
    static final double FOLLOWER_LONG_SHARE = 0.9;
    /** The others mostly stand on the other side of the crowded trade. */
    static final double OTHERS_CROWDED_LONG_SHARE = 0.2;
    /** Holders of an instrument fall with its number to this power. */
    static final double POPULARITY_POWER = -0.3;

    // ---- how well accounts are covered, equity over maintenance margin on the first day

    static final double LEVERAGED_COVER_LOW = 1.20;
    static final double LEVERAGED_COVER_HIGH = 1.35;
    /** What the crash leaves a follower: every distance above margin, so that each round reaches some more of them. */
    static final double FOLLOWER_LEFT_LOW = 1.00;
    static final double FOLLOWER_LEFT_HIGH = 2.20;
    /** What the crash leaves a stretched account: enough, until the price falls further. */
    static final double STRETCHED_LEFT_LOW = 1.00;
    static final double STRETCHED_LEFT_HIGH = 1.10;
    /** In the crowd nobody opens below this but the leveraged. */
    static final double LEAST_CROWD_COVER = 1.35;
    static final double OTHERS_COVER_LOW = 1.40;
    static final double OTHERS_COVER_HIGH = 3.00;
    /** Accounts that open just above a call: the handful that is called on the first days. */
    static final double THIN_ACCOUNT_SHARE = 0.004;
    static final double THIN_COVER_LOW = 1.03;
    static final double THIN_COVER_HIGH = 1.09;

    // ---- money on later days

    /** The house's initial factor (rule 4.1, default). */
    static final double INITIAL_FACTOR = 1.10;
    /** On a calm day nobody ends below this: who would has paid in during the day. */
    static final double CALM_COVER = 1.02;
    /** Up to here an account pays in when it pays in during the day. */
    static final double TOP_UP_COVER = 1.20;
    /** Leveraged and stretched accounts take gains out once they are so far above their usual cover. */
    static final double TAKE_OUT_ABOVE_COVER = 1.06;
    /** Accounts with cash to spare that move some of it on a day. */
    static final double MOVEMENT_SHARE = 0.005;
    static final double WITHDRAWAL_ABOVE_COVER = 2.2;
    static final double WITHDRAWAL_OF_MARGIN = 0.05;
    /** Who trades after the crash has at least this cover left: the rest may be closed out by then. */
    static final double TRADING_COVER_AFTER_CRASH = 2.0;

    // ---- liquidity, from each instrument's open interest (one side, base currency)

    /** Depth of the crowded instruments: selling a third of the open interest moves the price by some 6%. */
    static final double CROWDED_DEPTH_OF_OPEN_INTEREST = 5;
    static final double DEPTH_OF_OPEN_INTEREST = 12;
    /** Open interest is some three days of trading. */
    static final double DAILY_VOLUME_OF_OPEN_INTEREST = 0.35;
    /** Nothing is thinner than this, in base currency. */
    static final double LEAST_DEPTH = 5_000_000;
    /** The further fall that closing out the crowd brings, in margin rates: part of the house's stress scenario. */
    static final double FIRE_SALE_OF_MARGIN_RATE = 0.5;

    /** The day after, prices of the crowded instruments settle lower by this, in margin rates: they do not all come back
     * from the fire sale at once, and so stay within a usual price band of the cascade's last prices. */
    static final double AFTERMATH_OF_MARGIN_RATE = 0.8;

    // ---- what the members and the house hold against it, from the stress loss over margin

    /** Capital of a fragile member: so much of its stress loss, far too little. */
    static final double FRAGILE_CAPITAL_OF_STRESS_LOSS = 0.10;
    static final double FRAGILE_CAPITAL_OF_CONTRIBUTION = 0.05;
    /** Capital of any other member: its clients' stress deficits with room to spare, an assessment, and a base. */
    static final double CAPITAL_OF_STRESS_LOSS = 2.0;
    static final double CAPITAL_OF_CONTRIBUTION = 2.5;
    static final double CAPITAL_OF_MARGIN = 0.10;
    static final double LEAST_CAPITAL = 250_000;
    /** Parts of the stress loss of all fragile members. The first two are small, so that the survivors have to pay;
     * the contributions are large, and assessments as large again, so that nothing stays unfunded. */
    static final double SKIN_OF_STRESS_LOSS = 0.05;
    static final double INSURANCE_FUND_OF_STRESS_LOSS = 0.12;
    static final double SECOND_SKIN_OF_STRESS_LOSS = 0.03;
    static final double CONTRIBUTIONS_OF_STRESS_LOSS = 2.2;
    static final double LEAST_CONTRIBUTION = 50_000;
    static final double LEAST_LAYER = 100_000;

    // ---- trades

    /** One match for so many positions: 400 a day for 20,000. */
    static final int POSITIONS_PER_MATCH = 50;
    static final int MOST_MATCHES_PER_DAY = 25_000;
    static final double TRADE_NOTIONAL = 0.2 * TYPICAL_NOTIONAL;
    /** Trades are done near the settlement price: this part of a day's standard deviation. */
    static final double TRADE_PRICE_SPREAD = 0.2;

    private Calibration() {
    }
}
