package io.spillway.batch.drill;

import io.spillway.domain.book.Ids;
import io.spillway.waterfall.cascade.OpeningState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The members of a drill case and their means. */
final class DrillMembers {

    private record Means(long capital, long contribution) {
    }

    private final Map<String, Means> members = new TreeMap<>();

    DrillMembers(List<JsonNode> elements, int scale) {
        int n = 0;
        for (JsonNode json : elements) {
            Fields fields = new Fields(json, "members[" + n++ + "]",
                    Set.of("id", "group", "capital", "fundContribution"));
            fields.text("group");
            String id = fields.requiredId("id");
            Means means = new Means(fields.amountNotNegative("capital", scale),
                    fields.amountNotNegative("fundContribution", scale));
            if (members.put(id, means) != null) {
                throw new DrillException(fields.at("id"), "'" + id + "' is listed twice");
            }
        }
    }

    Set<String> ids() {
        return members.keySet();
    }

    /** A drill is one default-management period that begins with it. */
    OpeningState.Members opening(Ids order) {
        long[] capital = new long[order.size()];
        long[] contribution = new long[order.size()];
        for (int m = 0; m < capital.length; m++) {
            Means means = members.get(order.get(m));
            capital[m] = means.capital();
            contribution[m] = means.contribution();
        }
        return new OpeningState.Members(capital, contribution, new boolean[capital.length], contribution,
                new long[capital.length]);
    }
}
