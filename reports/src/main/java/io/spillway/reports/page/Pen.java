package io.spillway.reports.page;

/** What every part of the page writes with: the document, the form of amounts, the members' names. */
record Pen(Markup html, Amounts amounts, Story story) {
    private static final int NAME_CHARACTERS = 40;
    private static final int ID_CHARACTERS = 32;

    /** The member's id and name, cut to a length that fits a table. */
    String member(String id) {
        String name = story.memberNames().getOrDefault(id, id);
        return name.equals(id) ? shortId(id) : shortId(id) + " " + Markup.cut(name, NAME_CHARACTERS);
    }

    /** A member's id and name, or a layer's words. */
    String bearer(String id) {
        return Layers.isLayer(id) ? Layers.label(id) : member(id);
    }

    /** An id as shown: cut where it is longer than any house's ids. */
    static String shortId(String id) {
        return Markup.cut(id, ID_CHARACTERS);
    }

    void heading(int level, String text) {
        html.leaf("h" + level, text);
    }

    void paragraph(String look, String text) {
        html.leaf("p", text, "class", look);
    }
}
