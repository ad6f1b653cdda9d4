package io.spillway.batch.report;

import io.spillway.domain.member.Account;
import io.spillway.reports.margin.MarginData.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Net settlement instructions of the day's mark to market: what the ledger moved against the house's variation margin
 * account, per member and currency. The day's variation margin, the cascade's re-marks and its close-outs are in it
 * (rules 3.1, 5.6, 5.7), each by the member that has the account at the close. The house's own side is zero: what is
 * left over stands as LIQUIDITY and ROUNDING.
 */
final class Settlement {

    private static final String CONTENT = "variation margin, cascade re-marks and close-outs";
    /** What the settlement sheet calls LIQUIDITY. */
    static final String OUTSIDE = Account.LIQUIDITY + " (buyers outside the book)";

    private final ReportedCycle cycle;
    private final CycleJournals journals;

    Settlement(ReportedCycle cycle, CycleJournals journals) {
        this.cycle = cycle;
        this.journals = journals;
    }

    List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>();
        journals.settlement().forEach((currency, parties) -> parties.forEach((party, net) -> {
            if (net != 0) {
                instructions.add(new Instruction(id(instructions.size() + 1), party, currency,
                        cycle.amount(net, currency)));
            }
        }));
        return instructions;
    }

    /** Its number within the cycle, and what it pays for. */
    private String id(int number) {
        return String.format(Locale.ROOT, "%s/%d-%04d: %s", cycle.businessDate(), cycle.cycleNo(), number, CONTENT);
    }
}
