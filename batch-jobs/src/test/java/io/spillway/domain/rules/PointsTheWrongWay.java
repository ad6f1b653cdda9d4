package io.spillway.domain.rules;

import io.spillway.batch.rules.BreaksTheRules;
import io.spillway.reports.page.StoryPage;
import io.spillway.waterfall.cascade.Cascade;
import org.apache.poi.ss.usermodel.Workbook;
import org.springframework.context.ApplicationContext;

/** A control for the arrows between modules: the domain must not know any of these. */
public interface PointsTheWrongWay {

    /** A rate in floating point. */
    double RATE = 0.1;

    /** A price in floating point. */
    double price();

    /** Takes what it must not see. */
    void take(Cascade cascade, StoryPage page, BreaksTheRules batch);

    /** Takes libraries that the domain must not see. */
    void take(Workbook workbook, ApplicationContext context);
}
