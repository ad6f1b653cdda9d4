-- Money owed over days: auctions, calls when they are due, replenishments, recoveries.

-- when the movement came; null is in time for every call
alter table input_collateral add column moved_at varchar(40);

-- what an auction paid, as read
create table input_closeout (
    cycle_id         bigint          not null,
    line_no          bigint          not null,
    account_id       varchar(64)     not null,
    instrument_id    varchar(64)     not null,
    quantity         numeric(38, 12) not null,
    price            numeric(38, 12) not null,
    buyer_account_id varchar(64)     not null,
    primary key (cycle_id, line_no)
);

-- a position of a defaulter that an auction closed; profit and cash are the defaulter's
create table auction_close_out (
    cycle_id          bigint          not null,
    line_no           bigint          not null,
    account_key       int             not null,
    instrument_key    int             not null,
    buyer_account_key int             not null,
    lots              bigint          not null,
    price             numeric(38, 12) not null,
    mark              numeric(38, 12) not null,
    profit            bigint          not null,
    cash              bigint          not null,
    primary key (cycle_id, line_no)
);

-- a call of the cycle before, judged by this one
create table margin_call_outcome (
    cycle_id    bigint      not null,
    account_key int         not null,
    amount      bigint      not null,
    covered     bigint      not null,
    due_at      varchar(40) not null,
    status      varchar(16) not null,
    primary key (cycle_id, account_key)
);

-- an operator confirmed the payment of the call that is due on that date; in force from that cycle of the date on
create table confirmed_call (
    business_date date        not null,
    cycle_no      int         not null,
    account_id    varchar(64) not null,
    act_no        bigint      not null,
    primary key (business_date, account_id)
);

-- who bore whose loss in the cycle's waterfalls; weight is the payer's contribution when its cascade began
create table loss_share (
    cycle_id  bigint      not null,
    defaulter varchar(64) not null,
    layer_no  int         not null,
    layer     varchar(32) not null,
    payer     varchar(64) not null,
    weight    bigint      not null,
    paid      bigint      not null,
    primary key (cycle_id, defaulter, layer, payer)
);

-- a part of a recovery handed back; on what the payer bore on paid_on, or to the estate
create table recovery_payment (
    cycle_id    bigint      not null,
    payment_no  int         not null,
    movement_id varchar(64) not null,
    defaulter   varchar(64) not null,
    paid_on     date,
    layer       varchar(32),
    payer       varchar(64),
    destination varchar(16) not null,
    amount      bigint      not null,
    primary key (cycle_id, payment_no)
);

-- what is due of a member's contribution when the cycle closes
create table replenishment_due (
    cycle_id     bigint      not null,
    member_id    varchar(64) not null,
    due_on       date        not null,
    amount       bigint      not null,
    required     bigint      not null,
    contribution bigint      not null,
    status       varchar(8)  not null,
    primary key (cycle_id, member_id, due_on)
);

-- what the house tells a member
create table notice (
    cycle_id  bigint       not null,
    notice_no int          not null,
    kind      varchar(32)  not null,
    member_id varchar(64)  not null,
    item      varchar(64)  not null,
    amount    bigint       not null,
    due       varchar(40)  not null,
    primary key (cycle_id, notice_no)
);
