package io.spillway.reports.page;

/** The page's style sheet; it holds neither of the characters that XML text may not. */
final class PageStyle {
    static final String CSS = """

            :root{--bg:#fff;--ink:#1b2330;--soft:#5a6676;--rule:#cbd3dc;--grid:#e6eaef;--wash:#f4f6f9;--mark:#fdf3e1;
            --own:#5b6776;--house:#2469b3;--others:#c27a0a;--bad:#b3261e;--good:#1c7a45;--open:#dbe2ea;
            --price:#3b78c2;--fund:#1d8a70;--assessment:#c27a0a;--haircut:#8752b8;--social:#a8436f;--link:#1f5fa8}
            @media screen and (prefers-color-scheme:dark){:root{--bg:#12171e;--ink:#e4e9f0;--soft:#9aa7b6;--rule:#3b4653;
            --grid:#262f39;--wash:#1a212a;--mark:#33290f;--own:#93a1b1;--house:#5d9fe4;--others:#e0a13c;--bad:#ff8077;
            --good:#5cc48a;--open:#2d3844;--price:#6aa5ea;--fund:#42b997;--assessment:#e0a13c;--haircut:#b78be0;
            --social:#de82aa;--link:#82b8f5}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,
            "Liberation Sans",sans-serif}
            main{max-width:1112px;margin:0 auto;padding:32px 36px 48px}
            h1{font-size:30px;line-height:1.2;margin:0 0 6px;overflow-wrap:anywhere}
            h2{font-size:22px;margin:48px 0 10px;padding-top:14px;border-top:3px solid var(--ink)}
            h3{font-size:17px;margin:34px 0 6px}
            p{margin:0 0 10px;max-width:90ch;overflow-wrap:anywhere}
            .lead{font-size:17px;margin-bottom:4px}.units,.note{color:var(--soft);font-size:13.5px}
            .verdict{font-size:18px;line-height:1.45;margin:22px 0 0;padding:14px 18px;background:var(--wash);
            border-left:5px solid var(--ink);max-width:none}.verdict.alarm{border-left-color:var(--bad)}
            .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(225px,1fr));gap:10px;margin:16px 0 0}
            .tiles div{border:1px solid var(--rule);border-radius:6px;padding:9px 14px}
            .tiles dt{font-size:12.5px;color:var(--soft)}.tiles dd{margin:0;font-size:18px;font-weight:600;white-space:nowrap}
            dd,td,.num{font-variant-numeric:tabular-nums}
            .good{color:var(--good)}.bad{color:var(--bad)}
            .scroll{overflow-x:auto;margin:10px 0 14px}
            table{border-collapse:collapse;width:100%;font-size:13px}
            caption{text-align:left;font-weight:600;padding:8px 0 5px}
            th,td{padding:4px 10px;border-bottom:1px solid var(--grid);text-align:left;vertical-align:top;font-weight:400}
            thead th{border-bottom:2px solid var(--rule);vertical-align:bottom;color:var(--soft);font-size:12px;line-height:1.3}
            th:first-child,td:first-child{padding-left:4px}
            .n{text-align:right}td.n,tbody th.n,tfoot th.n{white-space:nowrap}
            td.k{overflow-wrap:anywhere;font-family:ui-monospace,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}
            td.t,th.t{overflow-wrap:break-word;max-width:440px}tbody th.t{white-space:nowrap}
            tfoot th,tfoot td{border-top:2px solid var(--rule);border-bottom:0;font-weight:600}
            tr.mark th,tr.mark td{background:var(--mark);font-weight:600}
            tr.fail th,tr.fail td{color:var(--bad);font-weight:600}tr.pass td:nth-child(2){color:var(--good)}
            .files{padding-left:20px}a{color:var(--link)}footer{margin-top:40px;border-top:1px solid var(--rule);padding-top:10px}
            .keys{font-size:13px;color:var(--soft);max-width:none}
            .key{display:inline-block;width:15px;height:11px;margin:0 2px 0 10px}.keys .key:first-child{margin-left:0}
            .key.w-open{background:var(--open)}.key.o-own{background:var(--own)}.key.o-house{background:var(--house)}
            .key.o-others{background:var(--others)}
            .key.o-unfunded{background:repeating-linear-gradient(45deg,var(--bad) 0 3px,var(--bg) 3px 6px);outline:1px solid var(--bad)}
            svg{display:block;width:100%;min-width:820px;height:auto;font-size:12.5px}
            svg text{fill:var(--ink)}svg .strong{font-weight:600}svg .quiet{fill:var(--soft)}
            svg .small{font-size:11.5px;fill:var(--soft)}svg .head{font-size:12px;fill:var(--soft);font-weight:600}
            svg .good{fill:var(--good);font-weight:600}svg .bad{fill:var(--bad)}
            .halo{paint-order:stroke;stroke:var(--bg);stroke-width:4px;stroke-linejoin:round}.name{font-weight:600}
            .rule{stroke:var(--rule)}.grid{stroke:var(--grid)}.strongline{stroke:var(--good);stroke-width:3}
            .drop{stroke:var(--soft);stroke-dasharray:2 3}
            .w-open{fill:var(--open)}.w-frame{fill:transparent;stroke:var(--soft)}.w-nobody{fill:var(--bg)}
            .w-stripe{fill:var(--bad)}.w-edge{stroke:var(--bad);stroke-width:1.5}
            .o-own{fill:var(--own)}.o-house{fill:var(--house)}.o-others{fill:var(--others)}
            .band{fill:var(--wash)}.pricepath{fill:none;stroke:var(--price);stroke-width:2}.pricedot{fill:var(--price)}
            .b-closed{fill:var(--own)}.b-default{fill:var(--bad)}.b-loss{fill:var(--others)}
            .f-left{fill:var(--house)}.f-loss{fill:var(--others)}
            [class^="e-"]{fill:none;stroke-opacity:.55}.e3{stroke-width:3}
            .e-price{stroke:var(--price)}.e-fund{stroke:var(--fund);stroke-dasharray:12 4}
            .e-assessment{stroke:var(--assessment);stroke-dasharray:5 4}
            .e-gains-haircut{stroke:var(--haircut);stroke-dasharray:12 3 3 3}.e-socialised-loss{stroke:var(--social);stroke-dasharray:12 3 3 3 3 3}
            .e-other{stroke:var(--soft)}
            .a-price{fill:var(--price)}.a-fund{fill:var(--fund)}.a-assessment{fill:var(--assessment)}
            .a-gains-haircut{fill:var(--haircut)}.a-socialised-loss{fill:var(--social)}.a-other{fill:var(--soft)}
            .n-defaulter{fill:var(--bad)}.n-seller{fill:var(--bg);stroke:var(--others);stroke-width:2}
            .n-survivor{fill:var(--bg);stroke:var(--ink);stroke-width:1.5}.n-layer{fill:var(--house)}
            @media (max-width:700px){main{padding:18px 14px}}
            @page{size:A4 landscape;margin:11mm}
            @media print{body{font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}main{max-width:none;padding:0}
            table{font-size:8.5pt}th,td{padding:2px 6px}.scroll{overflow:visible}svg{min-width:0;max-height:166mm;break-inside:avoid}
            tfoot{display:table-row-group}p{break-inside:avoid}.part p{break-after:avoid}
            .part.map{break-before:page}.part.map svg{max-height:146mm}
            h2,h3,caption{break-after:avoid}tr{break-inside:avoid}.crash{break-before:page}a{color:inherit}}
            """;

    private PageStyle() {
    }
}
