-- Takes a document in pandoc's JSON from each line of its input and answers with a line: "ok " and
-- the document with its citations set, or "error " and why not. Ends when its input does.
for line in io.lines() do
  local done, answer = pcall(function ()
    return pandoc.write(pandoc.utils.citeproc(pandoc.read(line, 'json')), 'json')
  end)
  io.write(done and 'ok ' or 'error ', (tostring(answer):gsub('[\r\n]+', ' ')), '\n')
  io.flush()
end
