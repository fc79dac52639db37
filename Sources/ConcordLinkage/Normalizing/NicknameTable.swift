// Table: groups of given names that may be one name. Written for this project; one group a line.
enum NicknameTable {
    /// English names with their short and pet forms, and variant spellings.
    static let english = """
        aaron ron ronnie
        abigail abbey abby abbie gail
        abraham abe bram
        adelaide addie ada heidi della
        adeline addie addy
        adrian ade
        agnes aggie nessie nancy
        aidan aiden ayden
        alan allan allen al
        albert al bert bertie
        alexander alec alex al sandy xander zander lex alasdair alistair alastair alick
        alexandra alex alexa lexi lexie sandra sandy alix sasha
        alfred al alf alfie fred freddie
        alice ali allie alicia
        alison ali allison ally alyson
        allegra allie
        alyssa ally lyssa alissa
        amanda mandy manda amandah
        amelia amy millie milly mia emelia
        andrea andie drea andi
        andrew andy drew andie
        angela angie ang angelina
        ann anne anna annie nan nancy nanny hannah ana
        annabel annabelle bella belle anna
        anthony tony anton ant antony
        antonia toni tonia
        archibald archie arch baldie
        arthur art arty artie
        ashley ash ashleigh lee ashlee
        augustus gus august augustine
        barbara barb babs barbie bobbie
        barnabas barney barnaby
        bartholomew bart barty bat
        beatrice bea trixie bee beatrix
        belinda bel lindy bindi
        benedict ben benny
        benjamin ben benji benny benjy jamin
        bernard bernie barney bern
        bernadette bernie detta
        bethany beth
        beverley bev beverly
        bradley brad bradly
        brandon bran
        brendan bren brendon
        brian bryan bri
        brianna bri brie breanna
        bridget biddy bridie bridgette
        brittany britt brit brittney
        bronwyn bron bronwen
        caitlin kate cait katie kaitlin kaitlyn caitlyn katelyn
        caleb cal
        callum cal calum
        calvin cal
        cameron cam cammie
        campbell cam
        candace candy candice
        caroline carol carrie lynn caro carolyn callie
        cassandra cass cassie sandra sandy
        catherine cathy kate katie cath kathy kitty kit cat cate katherine kathryn kath kay catharine katharine kathleen
        cecilia cecily celia cissy sheila
        charles charlie chuck chas chaz chip charley
        charlotte charlie lottie lotte charli lotty char
        chelsea chels chelsey
        cheryl cher sheryl
        chloe chlo
        christian chris christy kit
        christina chris chrissy christie tina kristina kirsty christine christy kristen kristin
        christopher chris kit topher kris christie christy chrys
        clara claire clare clarissa
        clarence clarrie clare
        clement clem
        clifford cliff
        clinton clint
        colin col
        constance connie
        cordelia delia cordy
        cornelius con connie neil corny
        courtney court
        craig
        crystal crys krystal
        curtis curt
        cynthia cindy cyndi
        daisy
        dale
        damian damien
        daniel dan danny dani
        danielle dani danni daniella daniela elle
        darren daz darrin
        david dave davey davy dai davie
        dean
        deborah deb debbie debby debra
        declan dec
        dennis den denny denis
        denise den
        derek del derrick
        desmond des
        diana di diane dianne
        dominic dom nic dominick
        donald don donny donnie
        dorothy dot dottie dolly dora dodie
        douglas doug dougie
        dylan dyl dillon
        edith edie
        edmund ed eddie ned ted edmond
        edward ed eddie ned ted teddy ward eddy eduard
        edwin ed eddie win
        eileen aileen
        eleanor ellie nell nellie elle nora ella lenore eleanora ellen elinor
        elijah eli lijah
        elise elyse elisa
        elizabeth liz lizzie beth betty eliza elsie lisa bess bessie betsy libby lily liza lizzy elisabeth ellie lilibet buffy
        ella ellie el
        ellen nell nellie ellie helen
        elliot elliott eliot
        emily em emmy millie emmie emilee emmie
        emma em emmy
        enoch
        eric rick ricky erik
        erin
        ernest ernie
        esther essie hester hettie
        ethan
        ethel
        eugene gene
        eugenia genie gena
        eustace stacy
        evan ev
        evelyn eve evie lyn
        ezekiel zeke
        ezra
        faith
        felicity flick fliss
        felix
        fiona fi fee
        florence flo florrie flossie
        frances fran fanny frankie francie francesca
        francis frank fran frankie
        franklin frank
        frederick fred freddie freddy fritz ric frederic fredrick
        gabriel gabe gab
        gabrielle gabby gabi elle gabriella brielle
        gareth gaz gary garth
        gary gaz garry
        gavin gav
        geoffrey geoff jeff jeffrey
        george georgie geordie jorge
        georgia georgie gia
        georgina georgie gina georgiana
        gerald gerry jerry
        geraldine gerry geri
        gerard gerry jerry
        gertrude gert gertie trudy
        gideon gid
        gilbert gil bert
        gillian gill jill jilly
        gladys glad
        glenn glen
        gordon gord gordy
        grace gracie
        graham graeme
        gregory greg gregg
        gretchen greta
        griffin griff
        gwendolyn gwen wendy
        hamish
        hannah hanna
        harold harry hal
        harriet hattie harry
        harrison harry
        harvey harv
        heather
        hector
        helen nell nellie ellen helena ella lena
        henrietta hettie etta hattie
        henry harry hal hank
        herbert bert herb bertie
        herman
        hilary hil hillary
        holly hol
        horace
        howard howie
        hubert hugh bert
        hugh hughie huw
        hugo
        humphrey
        ian iain
        imogen immy immie
        ingrid
        irene rene
        isaac ike zac izaak
        isabella bella izzy isabel isabelle bell belle ibby isobel izzie isabell
        isaiah zay
        ivan
        jack jackie
        jackson jack jax
        jacob jake jay jakob
        jacqueline jackie jacqui jacquelyn
        james jim jimmy jamie jem jas jimmie
        jane janie jenny jan janey jayne
        janet jan
        jasmine jas jaz jazz jasmin yasmin
        jason jase jay
        jasper
        jayden jay jaden jaiden
        jean jeanie jeannie
        jeffrey jeff
        jemima jem mima
        jennifer jen jenny jenn jenna
        jeremiah jerry jem
        jeremy jez jem jerry
        jerome jerry
        jessica jess jessie jessy
        jessie jess
        joan joanie
        joanna jo joanne anna johanna
        jocelyn joss
        joel
        john johnny jack jackie jon johnnie jock
        jonathan jon jonny nathan jonty johnathan jonathon
        jordan jordy jord jordyn
        joseph joe joey jos
        josephine jo josie josey fina posy
        joshua josh joshy
        joy
        joyce
        judith judy jude judi
        julia julie jules
        julian jules jule
        juliet jules julie juliette
        justin just
        justine
        kara
        karen kaz
        katrina kat trina
        kayla kay kaylah
        keith
        kelly kel
        kelsey kels
        kenneth ken kenny
        kevin kev
        kimberley kim kimmy kimberly
        kirsten kirsty
        kristopher kris
        kyle ky
        kylie ky
        lachlan lachie lach lockie
        lara
        laura laurie lori laurel
        lauren laurie loz laurence lozza ren
        lawrence larry laurie laurence lars loz
        leah lea
        lee leigh
        leonard len leo lenny lennie
        leonora nora
        leslie les lesley
        lester les
        lewis lew louis lou
        liam
        lillian lily lil lilly lilian lillie
        lincoln linc
        linda lindy lin lynda
        lindsay linds lindsey
        lionel leo
        logan
        lorraine lori rainey
        louis lou louie
        louisa lou louise lulu
        louise lou
        lucas luke luc
        lucille lucy lu
        lucinda lucy cindy
        lucy lu luce
        luke lukas
        lydia liddy
        lynn lyn lynne lynette
        mackenzie mac kenzie
        madeleine maddie maddy madeline madalyn madelyn lena
        madison maddie maddy maddison
        magdalene magda lena maggie
        malcolm mal malc
        marcus marc mark
        margaret maggie meg peg peggy marge margie greta rita madge megan daisy may margery
        marian mary marianne
        marilyn
        marion
        mark marky marc
        marshall marsh
        martha marty mattie
        martin marty mart
        martina tina
        mary molly polly mae may mamie marie maria minnie moll mollie
        mason mase
        matilda tilly mattie tillie maud
        matthew matt matty mat mathew
        maureen mo reenie
        maurice morris mo moss
        maximilian max
        maxine max
        maxwell max
        meaghan meg megan meghan
        megan meg meggie
        melanie mel mell
        melinda mel mindy
        melissa mel lissa missy
        melvin mel
        mercedes mercy
        meredith merry
        mervyn merv
        mia
        michael mike mick mikey micky mickey micheal mitch
        michaela mikaela mickey kayla mikayla mik makayla
        michelle shell shelly mich chelle
        mildred millie milly
        millicent millie milly
        minerva minnie
        miranda randy mira
        miriam mim mitzi
        mitchell mitch mick
        molly mollie
        monica mon mona
        montague monty
        morgan
        mortimer mort
        muriel
        myra
        nadine
        natalie nat natty tally nathalie
        natasha tash tasha nat
        nathan nate nat
        nathaniel nat nate nathan
        neil neal
        nelson
        neville nev
        nicholas nick nicky nico nic nicolas klaus
        nicole nic nicky nikki nicola nicki
        nigel nige
        nina
        noah
        noel
        nora norah
        norman norm
        olive ollie
        oliver ollie oli olly
        olivia liv livvy ollie olive
        oscar ozzy os
        oswald oz ozzie
        owen
        paige
        pamela pam pammy
        patience pat
        patricia pat patty tricia trish patsy
        patrick pat paddy pat rick
        paul paulie
        paula
        pauline polly
        penelope penny pen
        percival percy
        peregrine perry
        peter pete petey
        philippa pip pippa phil
        philip phil pip phillip
        phoebe
        phyllis phyl
        priscilla cilla prissy
        prudence prue
        quentin quent
        rachel rach rae rachael
        ralph rafe
        randall randy
        raphael rafe raf
        raymond ray
        rebecca becky bec becca beck rebekah
        reginald reg reggie rex
        reuben rube
        rhys reece reese
        richard rick dick rich richie ricky dickie dickey dicky ritchie
        riley
        robert bob rob robbie bobby bert robby robin rab bobbie
        roberta bobbie robbie
        robin rob
        roderick rod roddy
        rodney rod
        roger rodge
        roland rollo rowland
        ronald ron ronnie ronny
        rory
        rosalind ros roz
        rose rosie
        rosemary rosie rose romy
        roseanne rose
        ross
        rowena
        roy
        rudolph rudy
        rupert rupe
        russell russ rusty
        ruth ruthie
        ryan ry
        sabrina brina
        sally sal
        samantha sam sammy
        samson sam
        samuel sam sammy
        sandra sandy
        sarah sally sadie sara sal
        savannah sav
        scott scotty
        sean shaun shawn
        sebastian seb bas
        selina lina
        seth
        shannon shan
        sharon shaz
        sheila
        shirley shirl
        sidney sid sydney syd
        sienna
        silas si
        simon si simeon
        skye sky
        solomon sol
        sophia sophie soph sofia
        spencer spence
        stacey stace stacy
        stanley stan
        stella
        stephanie steph stevie steffi
        stephen steve steph stevie steven stephan ste
        stewart stu stuart
        susan sue susie suzie suzy suzanne susanna susannah
        sylvia syl
        talia
        tamara tammy tam
        tara
        tatiana tania tanya
        taylor tay tayla taylah
        terence terry tel terrence
        teresa terry tess tessa theresa tracy therese
        thaddeus tad thad
        theodora theo dora teddy
        theodore theo ted teddy
        thomas tom tommy thom tommie
        tiffany tiff
        timothy tim timmy
        tobias toby tobe
        todd
        travis trav
        trevor trev
        tristan tris tristram
        tyler ty
        tyson ty
        ursula
        valentine val
        valerie val
        vanessa ness nessa
        vera
        vernon vern
        veronica ronnie vera
        victor vic vick
        victoria vicky vic tori vickie vicki tory
        vincent vin vince vinny
        viola vi
        violet vi
        virginia ginny ginger
        vivian viv vivienne
        wallace wally
        walter wally walt wat
        warren waz
        wayne
        wendy
        wesley wes
        wilfred wilf will fred
        wilhelmina minnie mina willa billie
        william will bill billy willy liam willie wil bil
        winifred winnie freda win
        winston win
        xavier xav
        yvonne
        zachary zac zach zack zak zachariah zachery
        zoe zo
        """

    /// Forms of one name in several languages, as archives and international directories mix them.
    static let european = """
        john jean johan johann johannes hans jan juan giovanni ian ivan joao jens evan sean jon giovan
        james jacques jaime jacob giacomo diego iago jacobus hamish seamus
        charles karl carl carlos carlo karel
        henry henri heinrich enrico enrique hendrik henrik
        william wilhelm guillaume guillermo guglielmo willem
        frederick friedrich federico frederic fredrik
        francis francois francesco francisco franz frans
        george georg georges giorgio jorge jorgen joris
        joseph josef jose giuseppe jozef yusuf
        peter pierre pedro pietro petr piotr pieter piet
        paul pablo paolo pavel pawel
        michael michel miguel michele mikhail mikael michal
        anthony antoine antonio anton antoni
        stephen stefan etienne esteban stefano istvan
        philip philippe felipe filippo filip
        nicholas nicolas nikolaus nikolai nicola niccolo miklos
        andrew andre andreas andrea andrzej andrei
        alexander alexandre alejandro alessandro aleksander aleksandr
        louis ludwig luigi luis lodewijk lajos ludovic
        martin martino marten morten maarten martyn
        matthew mathieu matteo mateo matthias matthaus mateusz
        mark marc marco marcus marek
        luke luc luca lukas lucas
        lawrence laurent lorenzo lorenz lars laurens
        edward eduard edouard eduardo edoardo
        robert roberto ruprecht
        richard ricardo riccardo
        thomas tomas tommaso tomasz
        simon simone simao
        raymond raimund ramon raimondo
        walter gualtiero gautier
        elizabeth elisabeth isabel elisabetta elzbieta ilse
        mary marie maria miriam marija
        margaret marguerite margarita margherita margarete greta
        catherine katharina caterina catalina katarzyna ekaterina
        ann anna anne ana hannah anja
        helen helene elena helena ilona
        jane jeanne johanna juana giovanna jana
        joan jeanne johanna
        frances francoise francesca francisca franziska
        charlotte carlotta karla
        lucy lucia lucie luz
        julia julie giulia
        muhammad mohammed mohamed muhammed mohammad mehmet ahmed
        yusuf yousef youssef joseph
        """
}
