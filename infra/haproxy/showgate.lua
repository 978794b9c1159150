-- Asks the gate about one request. A refusal goes to the visitor as it is. Otherwise the site learns who the visitor is.

local GATE = "http://127.0.0.1:8081/api/v1/gate/main"

core.register_action("showgate", { "http-req" }, function(txn)
    local visitor, question = txn.http:req_get_headers(), {}
    for _, name in ipairs({ "waitingtoken", "cookie", "x-forwarded-for" }) do
        if visitor[name] then question[name] = { visitor[name][0] } end
    end
    local answer = core.httpclient():get({ url = GATE, headers = question, timeout = 1500 })
    if answer.status == 204 then
        txn.http:req_set_header("X-Showgate-User", answer.headers["x-showgate-user"][0])
        txn.http:req_set_header("X-Showgate-Expires", answer.headers["x-showgate-expires"][0])
        return
    end
    local refusal = txn:reply({ status = 503, headers = { ["retry-after"] = { "5" }, ["refresh"] = { "5" }, ["cache-control"] = { "no-store" } } })
    if answer.headers["x-showgate-problem"] then
        refusal = txn:reply({ status = answer.status, body = answer.body })
        for _, name in ipairs({ "content-type", "retry-after", "refresh", "cache-control" }) do
            if answer.headers[name] then refusal:add_header(name, answer.headers[name][0]) end
        end
    end
    txn:done(refusal)
end)
