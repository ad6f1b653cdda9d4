-- How large the insurance fund must be: runs over scenarios, and what each scenario would cost. Amounts are base minor units.

-- a run; request is everything that its figures depend on beside the closed cycle
create table sizing_run (
    sizing_id     bigint        not null,
    business_date date          not null,
    cycle_no      int           not null,
    request       varchar(1000) not null,
    cycle_digest  varchar(64)   not null,
    scenarios     int           not null,
    description   varchar(1000) not null,
    constraint pk_sizing_run primary key (sizing_id),
    constraint uk_sizing_run unique (business_date, cycle_no, request)
);

-- what a scenario would cost
create table sizing_outcome (
    sizing_id        bigint       not null,
    scenario_no      int          not null,
    name             varchar(200) not null,
    cover_1          bigint       not null,
    cover_2          bigint       not null,
    need             bigint       not null,
    linear_need      bigint       not null,
    beyond_prefunded bigint       not null,
    socialised       bigint       not null,
    defaults         int          not null,
    rounds           int          not null,
    critical_fund    bigint       not null,
    constraint pk_sizing_outcome primary key (sizing_id, scenario_no)
);

-- members' stress losses over margin, added up over the scenarios from first_scenario to before the next range
create table sizing_member_loss (
    sizing_id      bigint      not null,
    first_scenario int         not null,
    member_id      varchar(64) not null,
    stress_loss    bigint      not null,
    constraint pk_sizing_member_loss primary key (sizing_id, first_scenario, member_id)
);
