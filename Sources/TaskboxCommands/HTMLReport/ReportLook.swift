/// The style sheet and the script of a report's page: ours, and all that there is.
enum ReportLook {
    /// Light and dark, narrow and wide, on paper.
    static let style = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1c2430;--soft:#5d6878;--line:#dfe4ea;--box:#f6f8fa;--ok:#1a7f4b;
        --bad:#c0322b;--warn:#9a6700;--build:#8250df;--deploy:#0b7a8a;--run:#2467c8;--cpu:#c2570c;--mem:#2467c8}
        @media(prefers-color-scheme:dark){:root{--bg:#12161c;--fg:#dfe5ec;--soft:#93a0b0;--line:#2c3541;--box:#1a2029;
        --ok:#4cc38a;--bad:#ff7b72;--warn:#e0b040;--build:#b794f6;--deploy:#4fc4d4;--run:#6ea8ff;--cpu:#f0935a;--mem:#6ea8ff}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:72rem;padding:1.25rem;background:var(--bg);color:var(--fg);
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:anywhere}
        h1{font-size:1.5rem;margin:0 0 .25rem;line-height:1.25}h2{font-size:1.1rem;margin:2rem 0 .6rem}
        h3{font-size:.95rem;margin:1rem 0 .3rem}p{margin:.4rem 0}a{color:var(--run)}
        code,pre,.mono,#log,.tree{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:13px}
        pre{background:var(--box);border:1px solid var(--line);border-radius:6px;padding:.7rem;margin:.4rem 0;
        white-space:pre-wrap;overflow-wrap:anywhere}
        .badge{display:inline-block;padding:.1rem .6rem;border-radius:1rem;font-size:.85rem;font-weight:600;color:var(--bg);
        background:var(--bad);vertical-align:.15rem}.badge.success{background:var(--ok)}.badge.running{background:var(--run)}
        .cause{font-size:1.05rem;color:var(--bad);margin:.3rem 0 1rem}.soft{color:var(--soft)}
        dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1rem;margin:.5rem 0}dt{color:var(--soft)}dd{margin:0}
        nav{display:flex;flex-wrap:wrap;gap:.3rem 1rem;margin:.8rem 0;font-size:.9rem}
        .time{position:relative;margin:.4rem 0 1.3rem}.lane{display:grid;grid-template-columns:4.5rem 1fr;align-items:center;gap:.6rem;
        margin:.3rem 0}.lane>div{position:relative;height:1.5rem;background:var(--box);border-radius:4px}
        .bar{position:absolute;top:0;bottom:0;min-width:3px;border-radius:4px;background:var(--run)}
        .bar.build{background:var(--build)}.bar.deploy{background:var(--deploy)}
        .limit{position:absolute;top:-3px;bottom:-3px;border-left:2px dashed var(--bad)}
        .table{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
        th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
        th{color:var(--soft);font-weight:600}td.n,th.n,.nb{white-space:nowrap}td.n,th.n{text-align:right}th,td{overflow-wrap:normal}
        td.mono,td.wrap{overflow-wrap:anywhere;min-width:7rem}
        .p-build{color:var(--build)}.p-deploy{color:var(--deploy)}.p-run{color:var(--run)}
        figure{margin:.8rem 0 1rem;padding-left:5.1rem}figcaption{font-size:.85rem;color:var(--soft);display:flex;justify-content:space-between;gap:1rem}
        .plot{position:relative;height:120px;border:1px solid var(--line);border-radius:6px;background:var(--box);overflow:hidden}
        .plot svg{position:absolute;inset:0;width:100%;height:100%}.plot .band{fill:var(--line);opacity:.45}
        .plot .area{opacity:.18}.plot path{vector-effect:non-scaling-stroke}
        .axis{display:flex;justify-content:space-between;font-size:.75rem;color:var(--soft)}
        .tree{list-style:none;margin:.3rem 0;padding:0}.tree li{padding:.15rem 0 .15rem .7rem;border-left:2px solid var(--line)}
        .tree .soft{display:block}.note{border-left:3px solid var(--line);padding:.1rem .7rem;margin:.4rem 0}
        .note.warn{border-color:var(--warn)}
        details{border:1px solid var(--line);border-radius:6px;padding:.4rem .7rem;margin:.5rem 0}summary{cursor:pointer;font-weight:600}
        #tools{display:none;flex-wrap:wrap;gap:.5rem;margin:.5rem 0;align-items:center}.js #tools{display:flex}
        #tools select,#tools input{font:inherit;font-size:.9rem;padding:.25rem .5rem;background:var(--bg);color:var(--fg);
        border:1px solid var(--line);border-radius:6px}#tools input{flex:1 1 10rem;min-width:8rem}
        #log{border:1px solid var(--line);border-radius:6px;padding:.3rem 0;background:var(--box)}
        #log>div{display:grid;grid-template-columns:6.2rem 1fr;gap:.7rem;padding:0 .7rem;border-left:3px solid var(--run);
        white-space:pre-wrap}#log>.b{border-color:var(--build)}#log>.d{border-color:var(--deploy)}
        #log time{color:var(--soft);text-align:right;user-select:none;white-space:nowrap}
        #log>.e span.t{color:var(--bad)}#log>.e time::after{content:" E";color:var(--bad);font-weight:600}
        #log>.o time::after{content:"  "}
        #log i{font-style:normal;opacity:.6;background:var(--line);border-radius:3px;padding:0 .15rem}
        #log>.gap{display:block;border:0;padding:.4rem .7rem;color:var(--warn);text-align:center;white-space:normal}
        #log>[hidden]{display:none}
        .a-bold{font-weight:700}.a-dim{opacity:.65}.a-italic{font-style:italic}.a-underline{text-decoration:underline}
        .a-strike{text-decoration:line-through}.a-inverse{filter:invert(1);background:var(--bg)}
        .f0{color:#3b3f45}.f1{color:#c0322b}.f2{color:#1a7f37}.f3{color:#8a6100}.f4{color:#1f62c7}.f5{color:#8b3fb8}.f6{color:#0b7a8a}
        .f7{color:#6b7280}.f8{color:#7a828e}.f9{color:#dc3b33}.f10{color:#239a4b}.f11{color:#a87700}.f12{color:#3b7de0}
        .f13{color:#a75ad1}.f14{color:#1596a8}.f15{color:#374151}
        .g0{background:#3b3f45}.g1{background:#f3b8b4}.g2{background:#b5e3c5}.g3{background:#f1dda0}.g4{background:#b9d3f8}
        .g5{background:#e0c6f0}.g6{background:#b0e2ea}.g7{background:#d9dde3}.g8{background:#aab1bb}.g9{background:#f7aaa5}
        .g10{background:#9fe0b5}.g11{background:#f3d676}.g12{background:#a4c8fb}.g13{background:#dbb3f2}.g14{background:#97dde8}
        .g15{background:#eceff3}
        @media(prefers-color-scheme:dark){.f0{color:#8b949e}.f1{color:#ff7b72}.f2{color:#56d364}.f3{color:#e3b341}.f4{color:#79b8ff}
        .f5{color:#d2a8ff}.f6{color:#56d4dd}.f7{color:#c9d1d9}.f8{color:#8b949e}.f9{color:#ffa198}.f10{color:#7ee787}
        .f11{color:#f2cc60}.f12{color:#a5d6ff}.f13{color:#e2c5ff}.f14{color:#8ae6ee}.f15{color:#f0f6fc}
        [class*="g"][class^="g"],[class*=" g"]{color:#10141a}}
        footer{margin-top:2.5rem;padding-top:.8rem;border-top:1px solid var(--line);font-size:.85rem;color:var(--soft)}
        @media(max-width:40rem){body{padding:.8rem}figure{padding-left:4.2rem}
        #log>div{grid-template-columns:1fr;gap:0;padding:.1rem .5rem}#log time{text-align:left;font-size:.75rem}
        .lane{grid-template-columns:3.6rem 1fr}}
        @media print{:root{--bg:#fff;--fg:#000;--soft:#444;--line:#ccc;--box:#fff;--ok:#1a7f4b;--bad:#c0322b;--build:#8250df;
        --deploy:#0b7a8a;--run:#2467c8;--cpu:#c2570c;--mem:#2467c8}body{max-width:none;padding:0;font-size:11pt}
        nav,.js #tools{display:none}.badge{border:1px solid;color:#000;background:none!important}#log>div,tr,.note{break-inside:avoid}
        h2{break-after:avoid}*{print-color-adjust:exact}}
        """

    /// Filters the log, and opens what is folded for the printer; without it the page shows everything.
    static let script = """
        (function(){
        document.documentElement.classList.add("js");
        var log=document.getElementById("log");
        if(log){
        var lines=Array.prototype.slice.call(log.children);
        var texts=null;
        var phase=document.getElementById("phase"),stream=document.getElementById("stream"),
        search=document.getElementById("search"),count=document.getElementById("count");
        function filter(){
        var wanted=search.value.toLowerCase(),shown=0;
        if(wanted&&!texts)texts=lines.map(function(l){return l.textContent.toLowerCase();});
        lines.forEach(function(line,i){
        var gap=line.className==="gap";
        var ok=(!phase.value||line.classList.contains(phase.value))&&(!stream.value||line.classList.contains(stream.value))
        &&(!wanted||texts[i].indexOf(wanted)>=0);
        if(gap)ok=!phase.value&&!stream.value&&!wanted;
        line.hidden=!ok;if(ok&&!gap)shown++;
        });
        count.textContent=shown+" of "+lines.filter(function(l){return l.className!=="gap";}).length+" lines";
        }
        [phase,stream].forEach(function(e){e.addEventListener("change",filter);});
        var timer;search.addEventListener("input",function(){clearTimeout(timer);timer=setTimeout(filter,120);});
        filter();
        }
        window.addEventListener("beforeprint",function(){
        document.querySelectorAll("details").forEach(function(d){d.open=true;});
        });
        })();
        """
}
