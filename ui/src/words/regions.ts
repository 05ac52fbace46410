/** The countries to choose from. */
export const regions: readonly string[] = (
  "TR RU AE AL AM AR AT AU AZ BA BD BE BG BR BY CA CH CL CN CO CY CZ DE DK DZ EE EG ES FI FR GB " +
  "GE GR HK HR HU ID IE IL IN IQ IR IS IT JO JP KE KG KR KW KZ LB LT LU LV LY MA MD ME MK MT MX " +
  "MY NG NL NO NZ OM PE PH PK PL PT QA RO RS SA SE SG SI SK SY TH TJ TM TN TW UA US UZ VN XK YE ZA"
).split(" ");
