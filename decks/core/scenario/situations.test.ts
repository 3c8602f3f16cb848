import { afterAll, expect, test } from "vitest";
import { shippedPack } from "./test-packs.ts";
import { decide } from "./decide.ts";
import { recognise } from "./recognise/recognise.ts";

/**
 * Situations as an exam tells them, each with the answer that AWS's own documentation gives, and where it does. What
 * is tested is the whole way: the words are read, the facts decided on.
 */
const SITUATIONS: readonly {
  readonly decision: string;
  readonly text: string;
  /** What applies; several where a decision takes several. */
  readonly expected: readonly string[];
}[] = [
  // What is Amazon Rekognition?, https://docs.aws.amazon.com/rekognition/latest/dg/what-is.html: image and
  // video analysis API including moderation of unsafe content, no ML skill needed
  {
    decision: "target",
    text: "A social network for teenagers has to stop photos with nudity or violence before they are published. The backend team has never trained a model and has no labelled pictures. Which AWS service should it use with the LEAST development effort?",
    expected: ["rekognition"],
  },
  // What is Amazon Comprehend?, https://docs.aws.amazon.com/comprehend/latest/dg/what-is.html: finds
  // sentiment, key phrases, entities and language in text with pretrained models
  {
    decision: "target",
    text: "A hotel chain collects 50,000 guest reviews a month as plain text. Management wants to know which reviews are positive, negative or mixed and which phrases keep coming up. There is no data science team.",
    expected: ["comprehend"],
  },
  // What is Amazon Translate?, https://docs.aws.amazon.com/translate/latest/dg/what-is.html: neural machine
  // translation between languages, with custom terminology
  {
    decision: "target",
    text: "A toy manufacturer needs its product pages, written in German, in eleven other languages. Brand names must stay as they are, and the pages change daily, so a human agency is too slow.",
    expected: ["translate"],
  },
  // Analyzing Documents - Amazon Textract,
  // https://docs.aws.amazon.com/textract/latest/dg/how-it-works-analyzing.html: extracts text, form
  // key-value pairs, tables and signatures from scanned documents
  {
    decision: "target",
    text: "A mortgage lender gets scanned application forms. Someone currently types the field names and their values, and the figures in the income tables, into a database. The lender would like to automate this without training anything.",
    expected: ["textract"],
  },
  // What is Amazon Polly?, https://docs.aws.amazon.com/polly/latest/dg/what-is.html: turns text into
  // lifelike speech in many voices
  {
    decision: "target",
    text: "A publisher of school books wants every chapter to be available as an audio file read by a natural-sounding voice, in English and Spanish. The chapters are stored as plain text.",
    expected: ["polly"],
  },
  // What is Amazon Transcribe?, https://docs.aws.amazon.com/transcribe/latest/dg/what-is.html: converts
  // audio to text, can separate speakers and use custom vocabularies
  {
    decision: "target",
    text: "A bank records its telephone advice sessions as WAV files. Compliance wants a written version of each call that shows who said what, with the product names spelled correctly.",
    expected: ["transcribe"],
  },
  // What is Amazon Lex V2?, https://docs.aws.amazon.com/lexv2/latest/dg/what-is.html: builds voice and text
  // bots with intents and slots
  {
    decision: "target",
    text: "A chain of dentists wants callers and web visitors to book, move or cancel an appointment in a dialogue that asks for the missing details (date, dentist, treatment) one after another. It should work by voice and by typing, and the IT team would like to configure intents instead of coding language understanding.",
    expected: ["lex"],
  },
  // What is Amazon Personalize?, https://docs.aws.amazon.com/personalize/latest/dg/what-is-personalize.html:
  // generates recommendations from interaction data without requiring ML expertise
  {
    decision: "target",
    text: 'An online video store keeps a click and watch history for two million members. It wants a "picked for you" row per member and "more like this" titles, updated as members watch. No one on the team has ML experience, and they do not wish to design the ranking algorithm.',
    expected: ["personalize"],
  },
  // What is Amazon Kendra?, https://docs.aws.amazon.com/kendra/latest/dg/what-is-kendra.html:
  // natural-language enterprise search over connected repositories that respects document permissions
  {
    decision: "target",
    text: 'Employees of an engineering group ask questions such as "how many days of parental leave do I get?" and want the exact passage out of the original documents, which are spread over SharePoint, Confluence and S3. Results must respect each user\'s existing access rights. Nothing should be written by a generative model, and the group already has a long-standing AWS contract for managed search with ready-made connectors.',
    expected: ["kendra"],
  },
  // Overview - Amazon Bedrock, https://docs.aws.amazon.com/bedrock/latest/userguide/what-is-bedrock.html:
  // managed access to foundation models through one API
  {
    decision: "target",
    text: "A furniture shop wants to draft product descriptions from bullet points with a large language model. It would like to try models from several vendors through one API, pay per token, and run no GPU machines.",
    expected: ["bedrock"],
  },
  // What is Amazon SageMaker AI?, https://docs.aws.amazon.com/sagemaker/latest/dg/whatis.html: fully managed
  // service to build, train and deploy own models
  {
    decision: "target",
    text: "Data scientists at a wind-farm operator have developed their own PyTorch network that predicts bearing failures from vibration data. They need managed training jobs, hyperparameter tuning, a model registry and hosted endpoints with automatic scaling, and do not want to administer servers.",
    expected: ["sagemaker"],
  },
  // What is Amazon EC2?, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/concepts.html: gives full
  // control of virtual or dedicated servers including the operating system
  {
    decision: "target",
    text: "A defence supplier must run inference on machines where it controls everything from the kernel upward: it installs its own kernel module and a specific GPU driver build, and a third-party licence is bound to the host's physical cores. The operations team is experienced and accepts the additional administration.",
    expected: ["ec2"],
  },
  // What is Amazon Elastic Container Service?,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/Welcome.html: managed container
  // orchestration integrated with AWS, no control plane to run
  {
    decision: "target",
    text: "A logistics company already ships its route-scoring service as a Docker image with two sidecar containers. It wants AWS to place and restart the long-running containers behind a load balancer. Nobody knows Kubernetes and nobody wants to learn it. The service runs outside any ML platform today and should stay that way.",
    expected: ["ecs"],
  },
  // What is Amazon EKS?, https://docs.aws.amazon.com/eks/latest/userguide/what-is-eks.html: managed
  // Kubernetes, compatible with existing Kubernetes tooling
  {
    decision: "target",
    text: "A telecom runs its model servers on premises with KServe, Helm charts and custom operators. It wants to move them to AWS while keeping the same manifests, kubectl tooling and the option to move back. The platform team has years of Kubernetes experience.",
    expected: ["eks"],
  },
  // What is AWS Lambda?, https://docs.aws.amazon.com/lambda/latest/dg/welcome.html: runs short event-driven
  // code without servers, billed per use
  {
    decision: "target",
    text: "A photography club stores pictures in S3. Whenever a picture is added, a few lines of Python should load a 30 MB ONNX model, compute a blur score in about half a second and write it to DynamoDB. This happens perhaps forty times a day. The club wants code that is started by the event and costs nothing otherwise; no ML platform features are needed.",
    expected: ["lambda"],
  },
  // Overview - Amazon Bedrock, https://docs.aws.amazon.com/bedrock/latest/userguide/what-is-bedrock.html:
  // foundation models with knowledge bases and guardrails as a managed service
  {
    decision: "target",
    text: "A pension fund plans an assistant that writes answers in its own words, grounded in the fund's PDF brochures by retrieval, with filters that block certain topics. The developers want to use an existing foundation model and a managed retrieval and safety layer, and host nothing themselves.",
    expected: ["bedrock"],
  },
  // Personally identifiable information (PII) - Amazon Comprehend,
  // https://docs.aws.amazon.com/comprehend/latest/dg/pii.html: detects and redacts personal data entities in
  // text
  {
    decision: "target",
    text: "Before support chat logs (already text) are handed to analysts, names, addresses and bank account numbers must be located and blanked out. The company prefers a pretrained API to building an entity recogniser of its own.",
    expected: ["comprehend"],
  },
  // What is Amazon Rekognition?, https://docs.aws.amazon.com/rekognition/latest/dg/what-is.html: compares
  // faces and detects labels in images and video through an API
  {
    decision: "target",
    text: "A car-sharing firm must check at sign-up that a selfie shows the same person as the portrait on the driving licence photo. It is looking for a ready-made API that returns a similarity score.",
    expected: ["rekognition"],
  },
  // What is Amazon SageMaker AI?, https://docs.aws.amazon.com/sagemaker/latest/dg/whatis.html: managed tools
  // for the whole model life cycle with own data and algorithms
  {
    decision: "target",
    text: "A steel mill wants to forecast surface defects from its own sensor tables. The off-the-shelf AI APIs do not know this domain, so a model has to be trained on six years of plant data, tuned, versioned and put behind a managed endpoint whose inputs are recorded. The team has three ML engineers and no desire to run clusters.",
    expected: ["sagemaker"],
  },
  // Lambda quotas - AWS Lambda, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: up
  // to 15 minutes and 10,240 MB of memory for each invocation
  {
    decision: "target",
    text: "Messages on a queue each name a small CSV file. For each message, custom Python code must clean the file, apply a gradient-boosting model packed in a 900 MB container image, and post the result to a web hook. One run takes about two minutes and 3 GB of memory, CPU only. Volume swings from zero to a few hundred messages per hour, and the team wants to run neither servers nor clusters nor endpoints.",
    expected: ["lambda"],
  },
  // Real-time inference - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html: persistent endpoints are meant
  // for interactive workloads with low latency needs
  {
    decision: "inference",
    text: "A payments company scores every card swipe for fraud before the terminal approves it. The request is a 12 KB JSON document and the score has to be back within 80 ms. Swipes arrive steadily around the clock, roughly 900 each second. How should the trained model be served?",
    expected: ["real-time"],
  },
  // Deploy models with Amazon SageMaker Serverless Inference,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html: suits workloads with idle
  // gaps between bursts that tolerate a cold start; you pay only for use
  {
    decision: "inference",
    text: "An HR department has a small scikit-learn model that guesses which team a job applicant would suit. Recruiters call it a few dozen times on some days and not at all on others. A request is about 200 KB, and nobody minds if the first click after a quiet spell takes several seconds. The team wants to pay nothing between calls and does not want to pick instance types.",
    expected: ["serverless"],
  },
  // Asynchronous inference - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference.html: queued requests may carry up to 1
  // GB and run for up to an hour
  {
    decision: "inference",
    text: "A geospatial startup receives single satellite scenes from its customers at random hours. One scene weighs about 900 MB, and segmenting it on a GPU takes around 45 minutes. Customers are happy to be notified when their result lands in an S3 bucket. Which option meets these requirements?",
    expected: ["asynchronous"],
  },
  // Batch transform for inference with Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html: for getting predictions on an
  // entire dataset when no persistent endpoint is needed
  {
    decision: "inference",
    text: "Each night at 01:00 an insurer wants a lapse probability for all 40 million policies. The rows sit in S3 as CSV files and the results have to be back in S3 before the offices open. No application calls the model during the day.",
    expected: ["batch-transform"],
  },
  // Model Hosting FAQs - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/hosting-faqs.html: the payload ceiling is 25 MB for
  // persistent endpoints and only 4 MB for the on-demand, no-instance kind
  {
    decision: "inference",
    text: "A garden-centre app lets shoppers photograph a sick plant. The uncompressed photos come to about 5 MB each and go to the model in the request body. The diagnosis must appear on the phone within 2 seconds, and the shopper keeps the screen open meanwhile. Traffic is uneven over the week, with most of it on weekends.",
    expected: ["real-time"],
  },
  // Model Hosting FAQs - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/hosting-faqs.html: persistent endpoints stop at 25 MB;
  // larger single requests go to the queued option
  {
    decision: "inference",
    text: "An ML engineer needs to expose a model to an archive's upload tool. Librarians upload one scanned manuscript at a time, at unpredictable moments, and each file is 26 MB. Inference lasts about 30 seconds. The tool can poll for the answer, but every document should be handled as soon as it arrives instead of waiting for a nightly run.",
    expected: ["asynchronous"],
  },
  // Invoke a serverless endpoint - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-invoke.html: request and response
  // may each be up to 4 MB, with one minute to answer
  {
    decision: "inference",
    text: "A lost-and-found web site matches photos of found items.\n\n- Request size: 3.9 MB at most\n- Processing: about 8 s, CPU only\n- Traffic: long silences, then a flurry after a festival or concert\n- A slow first response is acceptable\n\nThe founder wants to pay only for what is used and to manage no servers. Which inference option is MOST cost-effective?",
    expected: ["serverless"],
  },
  // Model Hosting FAQs - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/hosting-faqs.html: payloads up to 25 MB and up to 60
  // seconds of processing are allowed
  {
    decision: "inference",
    text: "A hospital's viewer sends a stack of CT slices, 24 MB altogether, to a model and the radiologist waits in front of the screen for the overlay. Inference takes about 10 seconds. The viewer is in constant use on every ward from morning to late evening, and the integration only supports a plain request and response.",
    expected: ["real-time"],
  },
  // Model deployment options in Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/how-it-works-deployment.html: batch jobs are the option
  // for predictions over a whole dataset
  {
    decision: "inference",
    text: "Marketing asks once a month for a churn score for every customer in the warehouse. The export is 65 GB of CSV in S3, and the campaign planners look at the scores a day or two later. The company does not want anything left running between the monthly runs.",
    expected: ["batch-transform"],
  },
  // Invoke an Asynchronous Endpoint - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-invoke-endpoint.html: an invocation may
  // run up to 3600 seconds, which exceeds the 60 s of persistent endpoints
  {
    decision: "inference",
    text: "A chemistry team has a model that predicts the folding of a small molecule. The input is only 2 MB, but a single prediction needs 70 seconds. Requests come in one by one at unpredictable times from a laboratory robot, which drops the job off and fetches the result from S3 later. The time limit of an ordinary request-and-wait endpoint has already caused errors in testing.",
    expected: ["asynchronous"],
  },
  // Model Hosting FAQs - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/hosting-faqs.html: streamed responses may run for up to
  // 8 minutes
  {
    decision: "inference",
    text: "A legal-tech firm hosts its own fine-tuned language model. A full draft takes two to three minutes to generate, but the first words must show up in the lawyer's editor within a second and keep flowing token by token. Lawyers in four time zones use the feature all day long on GPU instances.",
    expected: ["real-time"],
  },
  // Invoke a serverless endpoint - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-invoke.html: the container has one
  // minute to answer, and 4 MB is the payload ceiling
  {
    decision: "inference",
    text: "A municipality offers a noise-complaint classifier. One request carries about 1 MB of audio features, runs for around 45 seconds on CPU, and the caller waits for the reply. Calls are sporadic: some weeks see a hundred, others none. The IT office has two people, wants the LEAST operational overhead, and refuses to be charged for idle capacity.",
    expected: ["serverless"],
  },
  // Autoscale an asynchronous endpoint - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-autoscale.html: the fleet may shrink to
  // zero when the queue is empty
  {
    decision: "inference",
    text: "A film studio's editors submit individual clips for automatic colour grading. A clip is about half a gigabyte and needs 12 minutes on a GPU. Editors submit during the working week only; on weekends nothing must be billed for compute. They keep editing other material until a message tells them that the clip is ready.",
    expected: ["asynchronous"],
  },
  // Real-time inference - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html: persistent endpoints run on the
  // instance types you choose, and give low-latency replies
  {
    decision: "inference",
    text: "An online fitting room renders a garment onto a shopper's picture. The picture is 2 MB, the network needs a GPU, and the image has to come back within 300 ms. Shoppers are active from early morning until midnight every day.",
    expected: ["real-time"],
  },
  // Batch transform for inference with Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html: can process large datasets and
  // stores results in S3 without a standing endpoint
  {
    decision: "inference",
    text: "A pharmaceutical company has trained a better image encoder and wants to recompute the embeddings of its whole microscope archive: 3 TB of files already in Amazon S3. It is a one-off exercise, may take several days, and nobody is waiting for any single image.",
    expected: ["batch-transform"],
  },
  // Deploy models with Amazon SageMaker Serverless Inference,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html: an economical choice when
  // traffic is infrequent or hard to predict; capacity goes to zero by itself
  {
    decision: "inference",
    text: "A two-person startup is about to launch a language-learning quiz and has no idea how many users will come. Their grader is a 400 MB CPU model that takes a few kilobytes of text. They expect long stretches without a single call, followed by short spikes when a teacher assigns homework. A warm-up delay of some seconds is fine. What should they choose?",
    expected: ["serverless"],
  },
  // Asynchronous inference - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference.html: meant for large payloads and long
  // processing, with a notification on completion
  {
    decision: "inference",
    text: "A genomics service lets clinics upload one patient sample whenever it is ready. Each sample is 0.8 GB and the variant-calling model works on it for fifty minutes. The clinic's system should get an acknowledgement straight away and an SNS message on success or failure.",
    expected: ["asynchronous"],
  },
  // Real-time inference - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html: a persistent endpoint answers
  // interactive requests with low latency
  {
    decision: "inference",
    text: 'A news portal builds the "read next" column on every page view. There are thousands of page views per second day and night, the response must be sub-second, and the product owner has ruled out any warm-up delay. The input is a short list of article numbers. The portal\'s CMS happens to be written in PHP.',
    expected: ["real-time"],
  },
  // Associate Prediction Results with Input Records - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform-data-processing.html: input records can
  // be joined with their predictions in the job's output
  {
    decision: "inference",
    text: "A retailer receives one 30 GB file every Sunday with a line for each product in each store. The demand model should add a forecast to every line, and the output must keep the input columns next to the prediction. The buyers open the result on Monday morning.",
    expected: ["batch-transform"],
  },
  // Model Hosting FAQs - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/hosting-faqs.html: up to 60 seconds and 25 MB fit a
  // persistent endpoint, while 8 MB is over the 4 MB no-instance ceiling
  {
    decision: "inference",
    text: "An engineering consultancy offers a structural check inside its CAD program. The program posts an 8 MB drawing, holds the HTTPS connection open, and shows the verdict as soon as it returns, which takes 55 seconds at worst. Hundreds of engineers use it continuously during the working day. Results cannot be collected later because the program has no callback.",
    expected: ["real-time"],
  },
  // Asynchronous inference - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference.html: queued processing that scales to
  // zero suits large inputs where near-immediate results suffice
  {
    decision: "inference",
    text: "A podcast host wants chapter markers for new episodes. Creators upload an episode, about 300 MB, at any time of day; some hours bring ten uploads and some bring none. The model requires a GPU and needs roughly a quarter of an hour per episode. Jobs may wait in line for a few minutes, and the company does not want to pay for idle GPUs.",
    expected: ["asynchronous"],
  },
  // Deploy models with Amazon SageMaker Serverless Inference,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html: automatically launches and
  // removes compute with the traffic, so no instance choice or scaling policy is needed
  {
    decision: "inference",
    text: "A regional football league has a ticket-question classifier. It is busy for a couple of hours around each match and practically unused at other times, with quiet nights all week. Messages are a few hundred bytes, the model is small and runs on CPU, and supporters accept that the first answer may be slow. The league wants nobody to look after capacity.",
    expected: ["serverless"],
  },
  // Batch transform for inference with Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html: useful for running inference
  // offline when a persistent endpoint is not required
  {
    decision: "inference",
    text: "Before deciding whether a new credit model deserves a release, a data science group wants its predictions for 18 months of archived applications (about 200 million rows, 2 KB each, in S3). The comparison happens offline in a notebook. Setting up and deleting an endpoint for this is considered wasteful.",
    expected: ["batch-transform"],
  },
  // Deploy models with Amazon SageMaker Serverless Inference,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html: the no-instance option lists
  // several unsupported features, among them multiple production variants
  {
    decision: "inference",
    text: "A travel site wants to send 90 percent of its price-estimate calls to the present model and 10 percent to a challenger, both as production variants behind a single endpoint. Calls are small JSON documents and the page waits for the answer. Traffic is light on some nights, but the A/B split is mandatory.",
    expected: ["real-time"],
  },
  // Multi-model endpoints - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoints.html: for large numbers of models
  // in one framework behind a shared container, with occasional load delay
  {
    decision: "hosting",
    text: "A grocery chain trained one XGBoost model for each of its 3,000 stores. All of them use the same framework and are about the same size; most are asked for a forecast only a few times a day. Loading a model that has not been used for a while may take a few seconds. What is the MOST cost-effective way to host them on SageMaker?",
    expected: ["multi-model"],
  },
  // Multi-model endpoints - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoints.html: models are loaded from S3
  // when called, and share the endpoint's instances
  {
    decision: "hosting",
    text: "A software vendor trains a small scikit-learn churn model for every tenant: 1,200 today and more each week. Tenants must be added without redeploying anything, simply by copying an artifact to S3. Usage per tenant is low and irregular, and paying for thousands of separate endpoints is out of the question.",
    expected: ["multi-model"],
  },
  // Invoke a multi-container endpoint with direct invocation - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/multi-container-direct.html: up to 15 different
  // containers on one endpoint, each addressable on its own
  {
    decision: "hosting",
    text: "An ML engineer has five models: two in TensorFlow, two in PyTorch and one in MXNet, each with its own Docker image. Each is called directly by a different back-office tool and receives little traffic. The engineer wants to put all five behind one SageMaker endpoint to save money.",
    expected: ["multi-container"],
  },
  // Inference pipelines in Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/inference-pipelines.html: 2 to 15 containers run in
  // sequence for one request, for pre- and post-processing
  {
    decision: "hosting",
    text: "Every request to a credit endpoint must first pass a scikit-learn feature step, then an XGBoost predictor, and finally a Python step that words the explanation. The three stages run in different images, one after the other, within a single call on the same instances. How should this be hosted?",
    expected: ["multi-container"],
  },
  // Multi-model endpoints - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoints.html: models with markedly high
  // transaction rates or latency needs should sit on dedicated endpoints
  {
    decision: "hosting",
    text: "An ad exchange has exactly one bidding model. It is invoked 20,000 times a second, around the clock, and must reply within 15 ms. The team also maintains a dashboard, which does not use the model. How should the endpoint be set up?",
    expected: ["single-model"],
  },
  // Multi-model endpoints - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoints.html: GPU-backed models can share
  // an endpoint as well, loaded and unloaded on demand
  {
    decision: "hosting",
    text: "A medical imaging vendor fine-tuned the same PyTorch network for each of 400 scanner types. The weights differ but the architecture, the size and the Triton server image are the same. Any given model is used a handful of times a week, on GPU, and technicians accept that the first picture takes longer. The vendor wants to share a few GPUs among all of them.",
    expected: ["multi-model"],
  },
  // Multi-model endpoints - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoints.html: dedicated endpoints are
  // advised where throughput or latency demands are much higher
  {
    decision: "hosting",
    text: "A stock broker runs two TensorFlow models, one for equities and one for options. Both are saturated with calls throughout trading hours, both have a contractual limit of 10 ms, and neither may ever wait while the other is loaded or compete with it for memory. Cost is secondary. The architect has to decide between sharing an endpoint and giving each model its own.",
    expected: ["single-model"],
  },
  // Built-in algorithms and pretrained models in Amazon SageMaker,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/algos.html: ready-made algorithms that need no algorithm
  // code
  {
    decision: "container",
    text: "A public transport agency wants to predict late buses from a table with 40 columns. The analysts do not write ML code; they would like to point SageMaker at the CSV files, set a few hyperparameters of a gradient-boosted tree algorithm that AWS supplies, and train.",
    expected: ["built-in"],
  },
  // Machine Learning Frameworks and Languages - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/frameworks.html: AWS-maintained framework images run the
  // user's own training code
  {
    decision: "container",
    text: "A data scientist has a finished train.py for PyTorch with a home-made loss function, plus a requirements.txt with two pip packages. She wants to run it on SageMaker on a supported PyTorch version without writing a Dockerfile or maintaining an image.",
    expected: ["script-mode"],
  },
  // Container creation with your own algorithms and models - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/docker-containers-create.html: when no existing image
  // fits, build a Docker image of your own
  {
    decision: "container",
    text: "A hydrology institute's model is written in Fortran and R and depends on system libraries that none of the images supplied by AWS contain. The institute wants to train and host it on SageMaker all the same.",
    expected: ["own-container"],
  },
  // Docker containers for training and deploying models - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/docker-containers.html: prebuilt framework images let
  // you supply only a script
  {
    decision: "container",
    text: "A games company is moving TensorFlow code from a workstation to SageMaker. The network is custom, the code relies on nothing but TensorFlow and NumPy, and the company wants AWS to patch the framework environment. Which approach needs the LEAST effort?",
    expected: ["script-mode"],
  },
  // Built-in algorithms and pretrained models in Amazon SageMaker,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/algos.html: supplied algorithms cover common tasks such
  // as clustering and anomaly detection without own code
  {
    decision: "container",
    text: "A telecom operator needs to spot unusual traffic in time-stamped counters. The engineers found that an unsupervised anomaly algorithm offered by SageMaker itself does the job, and they do not want to write or maintain any modelling code. They will run it on two instances.",
    expected: ["built-in"],
  },
  // Docker containers for training and deploying models - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/docker-containers.html: an existing or custom image is
  // used when the supplied images do not meet the needs
  {
    decision: "container",
    text: "A bank's security office allows only hardened Docker images that it has built and signed on its own base operating system. A C++ inference server with a proprietary licence daemon is already packed this way in the bank's registry and must be used unchanged on SageMaker.",
    expected: ["own-container"],
  },
  // Use all at once traffic shifting - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-all-at-once.html:
  // shifts all traffic in one step, which keeps the update short and cheap
  {
    decision: "rollout",
    text: "A team updates the model on a SageMaker endpoint that only internal testers use. They want the shortest possible update and the least time paying for two fleets. If something breaks, nobody outside notices.",
    expected: ["all-at-once"],
  },
  // Use canary traffic shifting - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-canary.html: a small
  // portion goes first; after the baking period the rest follows in one go
  {
    decision: "rollout",
    text: "A ticket seller wants a new model to receive 10 percent of the traffic for a quarter of an hour. If no CloudWatch alarm fires, everything else should move over in a single jump; if one fires, traffic returns to the old fleet.",
    expected: ["canary"],
  },
  // Use linear traffic shifting - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-linear.html: traffic
  // moves in several equal portions with a check after each one
  {
    decision: "rollout",
    text: "An energy trader replaces its price model. Traffic must move to the new fleet in five equal portions of 20 percent, ten minutes apart, with alarms watched after each portion, while the complete old fleet stays available for an immediate return.",
    expected: ["linear"],
  },
  // Use rolling deployments - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-rolling.html: replaces capacity in
  // batches and frees old instances as it goes, so less extra capacity is needed
  {
    decision: "rollout",
    text: "A company hosts a large language model on 40 scarce GPU instances. Its quota does not allow a second fleet of that size, not even for an hour. The new version has to replace the old one a few instances at a time, with the replaced ones being released as the update proceeds.",
    expected: ["rolling"],
  },
  // Use canary traffic shifting - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-canary.html: problems
  // in the new version only reach the small test share
  {
    decision: "rollout",
    text: "An ML engineer must release a riskier fraud model. Only a sliver of customers should be exposed to it first, to confirm that error rates stay flat, and the remaining traffic should then switch in one second step so that two fleets do not run longer than necessary.",
    expected: ["canary"],
  },
  // Use linear traffic shifting - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-linear.html: the most
  // granular way of shifting between two fleets
  {
    decision: "rollout",
    text: "For a pharmacy's dosage checker, risk has to be spread as finely as possible: a quarter of the traffic every 30 minutes until the new version carries it all. The budget covers two full fleets throughout the update, and every stage needs its own observation window.",
    expected: ["linear"],
  },
  // Use rolling deployments - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-rolling.html: batch size may be 5
  // to 50 percent of the instances; fewer are active at a time than with two fleets
  {
    decision: "rollout",
    text: "An endpoint runs on 60 accelerated instances that are hard to obtain. During an update the operations team wants to work through the fleet 5 percent at a time and to shut down the old instances after each batch, because doubling the fleet would cost too much and capacity is not available anyway.",
    expected: ["rolling"],
  },
  // Auto scaling policy overview - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-policy.html: keeps a metric such
  // as invocations per instance near a chosen value
  {
    decision: "scaling",
    text: "A parcel service's endpoint sees traffic rise and fall unpredictably over the day, between 2 and 12 instances' worth. The team wants the number of instances to follow demand so that each handles about 500 invocations a minute, without writing alarms by hand.",
    expected: ["target-tracking"],
  },
  // Scheduled scaling for Application Auto Scaling,
  // https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scheduled-scaling.html:
  // changes capacity at set times for predictable load
  {
    decision: "scaling",
    text: "A bank's call centre opens at 08:00 on weekdays and closes at 18:00. The endpoint needs six instances exactly during those hours and one otherwise, and the extra instances, which take several minutes to start, must be ready before the first call. The pattern has not changed for three years.",
    expected: ["scheduled"],
  },
  // Autoscale an asynchronous endpoint - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-autoscale.html: an asynchronous
  // endpoint's fleet can drop to no instances while idle; waiting requests queue
  {
    decision: "scaling",
    text: "A surveyor's office has an asynchronous SageMaker endpoint for point clouds. Work arrives on four or five days a month, and on the other days nothing is in the queue. Users accept a wait of several minutes for the first job. The office does not want to be billed for any instance while the queue is empty.",
    expected: ["scale-to-zero"],
  },
  // Deploy models with Amazon SageMaker Serverless Inference,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html: keeps a set amount of
  // serverless capacity warm for predictable bursts
  {
    decision: "scaling",
    text: "A stock-news app uses a SageMaker serverless endpoint. Each morning when the exchange opens there is a short predictable burst, and users complain that the first replies take many seconds. The team wants to stay serverless but keep a number of execution environments warm so that these replies arrive within milliseconds.",
    expected: ["provisioned-concurrency"],
  },
  // Automatic scaling of Amazon SageMaker AI models,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html: automatic scaling adjusts
  // instances to workload changes; a flat workload gives it nothing to do
  {
    decision: "scaling",
    text: "A paper mill's vision endpoint receives exactly four frames a second from one production line, every hour of every day. Two instances run at a constant 55 percent and will do so until the line is rebuilt. The engineers want the simplest possible set-up and the auditors want the number of instances never to change.",
    expected: ["fixed"],
  },
  // Amazon SageMaker AI and Application Auto Scaling,
  // https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-sagemaker.html:
  // endpoint variants can be scaled by scheduled actions
  {
    decision: "scaling",
    text: "A food-delivery service knows from two years of data that its load triples every Friday and Saturday from 18:00 to 22:00 and is flat the rest of the week. Reacting to the rise has been too slow, so the capacity has to be in place before the rush and to be taken away afterwards.",
    expected: ["scheduled"],
  },
  // Auto scaling policy overview - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-policy.html: recommended in most
  // cases when capacity should react to actual load
  {
    decision: "scaling",
    text: "A fashion site's recommendation endpoint is hit by waves of visitors whenever an influencer happens to mention the brand. Nobody knows when this will occur. There is always some traffic, so at least two instances have to stay up, and more should join or leave by themselves to hold utilisation near a chosen level.",
    expected: ["target-tracking"],
  },
  // Managed Spot Training in Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html: training on spare
  // capacity with checkpoints can cost up to 90 percent less
  {
    decision: "purchasing",
    text: "A robotics lab trains a vision network for about 30 hours. The code writes checkpoints to S3 and resumes from them, the result is needed some time this month, and interruptions do not matter. The lab wants the lowest training cost.",
    expected: ["spot"],
  },
  // savingsplans - AWS CLI Command Reference,
  // https://docs.aws.amazon.com/cli/latest/reference/savingsplans/index.html: a one- or three-year hourly
  // spend commitment lowers the price of steady use
  {
    decision: "purchasing",
    text: "A streaming service has run the same SageMaker endpoints around the clock for two years and will keep them for at least three more. Usage is flat, and finance is ready to commit to an hourly amount in exchange for a lower rate. The endpoints must not be interrupted.",
    expected: ["savings-plan"],
  },
  // Amazon EC2 billing and purchasing options,
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-purchasing-options.html: pay by the second
  // with no long-term commitment
  {
    decision: "purchasing",
    text: "A consultancy is building a proof of concept that lasts two weeks. A demonstration endpoint must stay up without interruption during the client's working hours, and after that the project may be cancelled. Management refuses any commitment.",
    expected: ["on-demand"],
  },
  // Spot Instances - Amazon EC2,
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-spot-instances.html: spare capacity suits
  // fault-tolerant and flexible work that can be interrupted
  {
    decision: "purchasing",
    text: "A stock-photo agency relabels its archive with a container on a fleet of EC2 GPU machines. The work is cut into small units taken from a queue; a unit that is lost simply goes back to the queue. The agency has no deadline and wants the cheapest compute.",
    expected: ["spot"],
  },
  // What are Savings Plans? - Savings Plans,
  // https://docs.aws.amazon.com/savingsplans/latest/userguide/what-is-savings-plans.html: the discount
  // applies automatically to eligible use, whatever the instance family or Region
  {
    decision: "purchasing",
    text: "An insurer's ML platform spends at least 40 dollars an hour on SageMaker every hour of the year, spread over notebooks, processing jobs, training and hosting, on changing instance families and in two Regions. The CFO wants a discount on this baseline and can sign for one year or longer.",
    expected: ["savings-plan"],
  },
  // Amazon EC2 billing and purchasing options,
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-purchasing-options.html: suits short,
  // irregular work that must not be interrupted
  {
    decision: "purchasing",
    text: "A university group must retrain a model once before a conference deadline tomorrow at noon. The job runs ten hours, cannot save its progress, and would have to start again if the instance were taken away. Such jobs come up perhaps twice a year.",
    expected: ["on-demand"],
  },
  // Managed Spot Training in Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html: SageMaker handles
  // interruptions of training jobs on spare capacity
  {
    decision: "purchasing",
    text: "A mobile-game studio retrains its matchmaking model each week and runs 60 hyperparameter trials for it. Each trial takes 20 minutes and can be repeated without harm, and anything finished before the weekend is fine. Which pricing model gives the largest discount without a term commitment?",
    expected: ["spot"],
  },
  // Model performance optimization with SageMaker Neo,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/neo.html: compiles models so that they run faster on
  // particular hardware in the cloud and at the edge
  {
    decision: "edge",
    text: "A bottling plant wants to inspect bottles on NVIDIA Jetson boards next to the conveyor, because the link to the cloud drops several times a day. The TensorFlow model is too slow on the boards, and nobody can tune it by hand for the chip.",
    expected: ["neo"],
  },
  // Real-time inference - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html: the model is hosted on cloud
  // instances and called over HTTPS
  {
    decision: "edge",
    text: "A tax adviser's web application runs in a browser on office PCs with a permanent internet connection. Predictions are computed by an endpoint in AWS on standard CPU instances and already meet the latency target. Nothing is to be installed at the customer's site.",
    expected: ["none"],
  },
  // Supported Devices, Chip Architectures, and Systems (SageMaker Neo),
  // https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-devices-edge-devices.html: lists boards
  // such as the Raspberry Pi among the compile targets
  {
    decision: "edge",
    text: "Beekeepers place a Raspberry Pi in remote meadows without mobile coverage. A PyTorch model shall recognise hornets on the device within half a second, using as little memory as possible.",
    expected: ["neo"],
  },
  // Model performance optimization with SageMaker Neo,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/neo.html: train once, then compile for chips of many
  // vendors
  {
    decision: "edge",
    text: "A camera maker sells devices with NXP, Qualcomm and Ambarella processors. It trains one Keras model in SageMaker and needs an optimised executable for each processor, with inference happening on the camera. Hand-optimising for every chip has cost the team months.",
    expected: ["neo"],
  },
  // Batch transform for inference with Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html: the prediction work runs entirely
  // on cloud instances over data in S3
  {
    decision: "edge",
    text: "A utility scores its meter readings every night. The smart meters send their values to S3 and do nothing else; all the inference takes place on AWS instances and finishes hours before it is needed.",
    expected: ["none"],
  },
  // Real-time inference - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html: GPU instances in the cloud host
  // the model behind an endpoint
  {
    decision: "edge",
    text: "A cosmetics brand has a phone app that sends a selfie to the cloud and shows the result. The model is 40 GB, needs several data-centre GPUs and is hosted on SageMaker; the app is useless without a network anyway because it also places orders. The team wonders whether anything has to be prepared for the devices themselves.",
    expected: ["none"],
  },
  // Pipelines overview - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-overview.html: a graph of processing,
  // training, evaluation, condition and registration steps
  {
    decision: "operations",
    text: "An ML team prepares data, trains, evaluates and registers its model by hand in notebooks, and results differ from month to month. It wants one repeatable, versioned workflow in SageMaker that registers the model only if its error is below a limit. The model is not yet in production, so there is no traffic to watch.",
    expected: ["pipelines"],
  },
  // Data and model quality monitoring with Amazon SageMaker Model Monitor,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html: compares captured production data
  // with a baseline and raises alerts on drift
  {
    decision: "operations",
    text: "A lender that has used SageMaker for years has a model on a persistent endpoint. Since a marketing campaign the applicants look different from the training data, and this was noticed far too late. The lender wants hourly checks of the incoming data against a baseline and a CloudWatch alert on deviations. Retraining stays a manual decision.",
    expected: ["model-monitor"],
  },
  // Pipelines overview - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-overview.html: orchestrates the steps from
  // data preparation to model registration and deployment
  {
    decision: "operations",
    text: "A hotel group wants to automate two things in its long-standing SageMaker account: the monthly chain of data preparation, training, evaluation and approval should run as a single orchestrated workflow, and the deployed endpoint should be checked every day for input drift against the training baseline, with an alert when it occurs.",
    expected: ["pipelines", "model-monitor"],
  },
  // What is Amazon SageMaker AI?, https://docs.aws.amazon.com/sagemaker/latest/dg/whatis.html: SageMaker's
  // life-cycle tools are optional; a single notebook run does not depend on them
  {
    decision: "operations",
    text: "A student trains one model once in a notebook for a thesis, writes down the accuracy and deletes everything. There will be no deployment, no retraining and no second user.",
    expected: ["none"],
  },
  // Schedule Bias Drift Monitoring Jobs - Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-model-monitor-bias-drift-schedule.html: bias
  // drift can be checked on a recurring basis with ground-truth labels
  {
    decision: "operations",
    text: "An employment agency's existing SageMaker endpoint ranks candidates. Regulators demand proof that predictions do not become unfair to older applicants over time. Hiring outcomes arrive some weeks later and can be merged with the recorded predictions. No automation of training is planned.",
    expected: ["model-monitor"],
  },
  // Batch transform for inference with Amazon SageMaker AI,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html: a job that ends by itself leaves
  // no endpoint behind
  {
    decision: "operations",
    text: "A museum wants a single list of predicted creation dates for 8,000 scanned letters, produced once with a finished model for a printed catalogue. The job will never be run again, the data is frozen, and no endpoint remains afterwards.",
    expected: ["none"],
  },
];

const pack = shippedPack("aws-ml-deployment");
let right = 0;

test.each(
  SITUATIONS.map((one, index) => [`${one.decision} ${index + 1}: ${one.text.slice(0, 70)}…`, one] as const),
)("%s", (_name, { decision, text, expected }) => {
  const { applies } = decide(pack, decision, recognise(pack, text).facts);
  expect(applies.toSorted()).toEqual([...expected].sort());
  right++;
});

afterAll(() => {
  // The figure that the pack and the reader of texts are judged by.
  process.stdout.write(`\n${right} of ${SITUATIONS.length} situations decided as their source says.\n`);
});
