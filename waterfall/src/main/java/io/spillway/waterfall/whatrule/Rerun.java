package io.spillway.waterfall.whatrule;

import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.waterfall.cascade.Cascade;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.Deleveraged;
import io.spillway.waterfall.cascade.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A replay run to its end under changed rules.
 *
 * @param events what each event's cascade did
 * @param end the house after the last one; in pockets under {@link RuleChange#ISOLATED}
 * @param accountOf the account of the replay's book behind each account of the end
 * @param deleveraged positions that winners lost
 */
public record Rerun(List<CascadeResult> events, CascadeState end, int[] accountOf, List<Deleveraged> deleveraged) {

    static Rerun run(Replay replay, RuleChange change, CascadeRules rules) {
        int[] same = IntStream.range(0, replay.book().accounts()).toArray();
        return switch (change) {
            case ISOLATED -> {
                Isolation.Pockets pockets = Isolation.of(replay.with(rules));
                yield run(pockets.replay(), pockets.accountOf(), RuleChange.ISOLATED);
            }
            case NO_IMPACT, NO_CONTAGION -> run(replay.with(rules)
                    .with(replay.book().withTerms(i -> i.withImpact(ImpactTerms.NONE))), same, change);
            default -> run(replay.with(rules), same, change);
        };
    }

    private static Rerun run(Replay replay, int[] accountOf, RuleChange change) {
        CascadeState state = new CascadeState(replay.book(), replay.opening(), replay.rules(), Recording.WITHOUT_MAP);
        Cascade cascade = change == RuleChange.DELEVERAGING
                ? Cascade.deleveraging(state, replay.rules(), replay.before()) : new Cascade(state, replay.rules());
        List<CascadeResult> results = new ArrayList<>();
        for (CascadeEvent event : replay.events()) {
            results.add(cascade.run(event));
        }
        return new Rerun(results, state, accountOf, cascade.deleveraged());
    }
}
